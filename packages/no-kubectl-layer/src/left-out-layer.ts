/** The class of a layer that is not installed. Under its own name it only tells how to get it. */
class LeftOutLayer {
  /** @throws {Error} always */
  constructor() {
    const minor = /\d+/.exec(new.target.name)?.[0] ?? '';
    throw new Error(
      `There is no kubectl for Kubernetes 1.${minor} here: package.json overrides @aws-cdk/lambda-layer-kubectl-v${minor}, because kubectl 1.36 is there for clusters of 1.35 and newer. For a cluster of this version, put overrides: { '@aws-cdk/lambda-layer-kubectl-v${minor}': '^2.0.0' } into .projenrc.ts and run npx projen.`,
    );
  }
}

/** Stands for kubectl 1.29. */
export class KubectlV29Layer extends LeftOutLayer {}

/** Stands for kubectl 1.30. */
export class KubectlV30Layer extends LeftOutLayer {}

/** Stands for kubectl 1.31. */
export class KubectlV31Layer extends LeftOutLayer {}

/** Stands for kubectl 1.32. */
export class KubectlV32Layer extends LeftOutLayer {}

/** Stands for kubectl 1.33. */
export class KubectlV33Layer extends LeftOutLayer {}

/** Stands for kubectl 1.34. */
export class KubectlV34Layer extends LeftOutLayer {}

/** Stands for kubectl 1.35. */
export class KubectlV35Layer extends LeftOutLayer {}
