import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorizationUrl, nowtoken } from "../apps/cli/test/nowtoken.ts";
