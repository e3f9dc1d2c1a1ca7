import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { accept } from '../assembly/accepted-findings.ts';

/** Where a pipeline keeps what one action hands to the next. */
export function artifactBucket(scope: Construct): IBucket {
  const bucket = new Bucket(scope, 'Artifacts', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [
      { expiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  accept(bucket, [
    {
      id: 'AwsSolutions-S1',
      reason: 'Only the pipeline reads and writes it, and CloudTrail has what the pipeline does.',
    },
  ]);
  // The CDK's classes do not keep to their own interfaces with exactOptionalPropertyTypes.
  return bucket as IBucket;
}
