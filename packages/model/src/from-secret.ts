import type { SecretReference } from './service.ts';

/**
 * Value of an environment variable that External Secrets fetches from AWS Secrets Manager at run time.
 * @param secret name of the Kubernetes Secret and last part of the path in Secrets Manager
 * @param key key inside of it
 */
export function fromSecret(secret: string, key: string): SecretReference {
  return { kind: 'secret', secret, key };
}
