import { BaseSequencer, type TestSpecification } from "vitest/node";

const slow = [/\/e2e\//, /\/test\/contract\.test/, /\/apps\/cli\/test\//];

/** Begins with the files that start browsers and processes, so that none of them is left over at the end. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = slow.findIndex((pattern) => pattern.test(moduleId));
      return index === -1 ? slow.length : index;
    };
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}
