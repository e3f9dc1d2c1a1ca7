import { ComputeType, LinuxBuildImage, type BuildEnvironment } from 'aws-cdk-lib/aws-codebuild';

/** Where builds run: a current image of AWS with Node.js 24, Docker and the AWS CLI. */
export function buildEnvironment(options: Pick<BuildEnvironment, 'privileged'> = {}): BuildEnvironment {
  return {
    buildImage: LinuxBuildImage.AMAZON_LINUX_2023_5,
    computeType: ComputeType.SMALL,
    privileged: false,
    ...options,
  };
}
