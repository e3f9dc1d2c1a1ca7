import type { Hono } from 'hono';
import type { KeyRing } from '../credentials/caller.ts';
import { jsonApi } from '../json-api/json-api.ts';
import type { Operation } from '../json-api/operation.ts';
import type { SecretsManagerContext } from './context.ts';
import { createSecret } from './operations/create-secret.ts';
import { getSecretValue } from './operations/get-secret-value.ts';
import { putSecretValue } from './operations/put-secret-value.ts';

/** What Secrets Manager's API needs. */
export interface SecretsManagerApiOptions extends Omit<SecretsManagerContext, 'caller'> {
  readonly ring: KeyRing;
  readonly onTrouble: (operation: string, error: unknown) => void;
}

const OPERATIONS: Readonly<Record<string, Operation<SecretsManagerContext>>> = {
  CreateSecret: createSecret,
  GetSecretValue: getSecretValue,
  PutSecretValue: putSecretValue,
};

/** Secrets Manager's JSON API in one region. */
export function secretsManagerApi({ onTrouble, ring, state, region }: SecretsManagerApiOptions): Hono {
  return jsonApi({
    ring,
    region,
    service: 'secretsmanager',
    target: 'secretsmanager',
    operations: OPERATIONS,
    context: (caller) => ({ state, region, caller }),
    onTrouble,
  });
}
