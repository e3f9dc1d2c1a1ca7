import { InstanceArchitecture, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { NodegroupAmiType } from 'aws-cdk-lib/aws-eks';

/** Amazon Linux for the processor of an instance type. */
export function imageType(instance: string): NodegroupAmiType {
  return new InstanceType(instance).architecture === InstanceArchitecture.ARM_64
    ? NodegroupAmiType.AL2023_ARM_64_STANDARD
    : NodegroupAmiType.AL2023_X86_64_STANDARD;
}
