import { type Finding, failed, note, warning } from "./finding.ts";
import type { RecordExpectation, RecordReading } from "./record-reading.ts";

/** Which client the record is, and how it has to prove itself. */
export function checkClient(reading: RecordReading, expectation: RecordExpectation): Finding[] {
  return [
    ...checkIdentity(reading, expectation),
    ...checkSecret(reading, expectation),
    ...checkPkce(reading),
    ...checkTokens(reading),
  ];
}

function checkIdentity({ row }: RecordReading, { clientId }: RecordExpectation): Finding[] {
  const findings: Finding[] = [];
  if (isFalse(row["active"])) {
    findings.push(
      failed("inactive", {
        what: "The record is not active.",
        why: "It issues nothing, and tokens that it has issued do not work.",
        fix: "Tick Active, unless somebody had a reason to untick it.",
      }),
    );
  }
  if (row["type"] !== undefined && row["type"] !== "client") {
    findings.push(
      failed("outbound", {
        what: "The record is for the other direction: the instance logs in somewhere else with it.",
        why: "No product can log in to the instance with it.",
        fix: 'Make a record of the kind "Create an OAuth API endpoint for external clients", see `nowtoken registry guide`.',
      }),
    );
  }
  if (clientId !== undefined && row["client_id"] !== undefined && row["client_id"] !== clientId) {
    findings.push(
      failed("client-id-differs", {
        what: `The record's client id is ${row["client_id"]}, the settings say ${clientId}.`,
        why: "The login goes to another record, or to none.",
        fix: "Copy Client ID from the record into the settings.",
      }),
    );
  }
  const grant = row["inbound_grant_type"];
  if (grant !== undefined && !["", "authz_code", "multiple"].includes(grant)) {
    findings.push(
      failed("grant-type", {
        what: `The record's inbound grant type is ${JSON.stringify(grant)}.`,
        why: "A login needs the authorization code grant (authz_code, or multiple).",
        fix: "Change the grant type, or make a record of its own for the login.",
      }),
    );
  }
  return findings;
}

function checkSecret({ row }: RecordReading, { hasSecret }: RecordExpectation): Finding[] {
  if (hasSecret === undefined || row["public_client"] === undefined) return [];
  const isPublic = isTrue(row["public_client"]);
  if (isPublic && hasSecret) {
    return [
      warning("public-with-secret", {
        what: "The record is a public client, and the settings hold a client secret.",
        // authorization-workflow.md; captures show that public clients get them all the same.
        why: "The secret proves nothing then, and the documentation promises refresh tokens to clients with a secret alone.",
        fix: "Untick Public Client.",
      }),
    ];
  }
  if (isPublic || hasSecret) return [];
  return [
    failed("secret-needed", {
      what: "The record is no public client, and the settings hold no client secret.",
      why: "The token request is refused without it.",
      fix: "Copy Client Secret from the record (its lock shows it), or tick Public Client and PKCE required.",
    }),
  ];
}

function checkPkce({ row }: RecordReading): Finding[] {
  const findings: Finding[] = [];
  if (isTrue(row["public_client"]) && isFalse(row["use_pkce"])) {
    findings.push(
      failed("pkce-off", {
        what: "The record is a public client and does not demand PKCE.",
        why: "With neither, whoever catches a code can exchange it.",
        fix: "Tick PKCE required. nowtoken sends it always.",
      }),
    );
  }
  if (row["code_challenge_method"] && row["code_challenge_method"] !== "S256") {
    findings.push(
      warning("pkce-method", {
        what: `The record's code challenge method is ${JSON.stringify(row["code_challenge_method"])}.`,
        why: "Only S256 keeps the verifier from whoever reads the address; nowtoken sends no other.",
        fix: "Set it to S256.",
      }),
    );
  }
  return findings;
}

function checkTokens({ row }: RecordReading): Finding[] {
  const findings: Finding[] = [];
  if (row["token_format"] && row["token_format"].toLowerCase() !== "opaque") {
    findings.push(
      note("token-format", {
        what: `The record's token format is ${JSON.stringify(row["token_format"])}, not opaque.`,
        why: "Guides show opaque tokens of 86 characters; a form made for those may be too short for another.",
        fix: "Set Token Format to Opaque, unless the product asks for JWT.",
      }),
    );
  }
  if (isTrue(row["enforce_token_restrictions"])) {
    findings.push(
      warning("token-restrictions", {
        what: "Enforce Token Restrictions is ticked.",
        why: "Tokens then open only APIs whose access policy names this record; all others answer 401.",
        fix: "Untick it, or add an API access policy for every API that the product calls.",
      }),
    );
  }
  // No document names this column or its values: a guess from the new form's check box, and so worded.
  if (row["scope_restriction_status"] && row["scope_restriction_status"] !== "unrestricted") {
    findings.push(
      note("scope-restriction", {
        what: `The record's scope restriction is ${JSON.stringify(row["scope_restriction_status"])}: access may be allowed to APIs in the selected scope alone.`,
        why: "Nobody has documented this field. If it is so, an API that is mapped to none of the record's scopes answers 403.",
        fix: 'Untick "Allow access only to APIs in selected scope", or map every API that the product calls.',
      }),
    );
  }
  if (row["access"] === "package_private") {
    findings.push(
      note("package-private", {
        what: "The record can be used from its own application scope alone.",
        why: "Other applications of the instance do not see it; logins from outside are not affected.",
        fix: "Leave it, unless somebody looks for it.",
      }),
    );
  }
  return findings;
}

const isTrue = (value: string | undefined): boolean => value === "true" || value === "1";
const isFalse = (value: string | undefined): boolean => value === "false" || value === "0";
