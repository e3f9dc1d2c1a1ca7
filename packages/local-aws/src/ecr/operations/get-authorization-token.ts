import { z } from 'zod';
import { registryHost } from '../../aws/target.ts';
import { operation } from '../../json-api/operation.ts';
import { throws } from '../../json-api/validation.ts';
import type { EcrContext } from '../context.ts';
import { issueToken, TOKEN_LIFETIME_MS } from '../registry-token.ts';

const IDS = {
  error: throws({ invalid: 'InvalidParameterException', expected: 'accounts of twelve digits' }),
};
const input = z.object({ registryIds: z.array(z.string().regex(/^\d{12}$/, IDS), IDS).optional() });

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html */
export const getAuthorizationToken = operation(
  input,
  ({ registryIds }, { ring, caller, region }: EcrContext) => {
    const authorizationData = (registryIds ?? [caller.account]).map((account) => {
      const target = { account, region };
      return {
        authorizationToken: Buffer.from(`AWS:${issueToken(ring.credentials, target)}`).toString('base64'),
        expiresAt: (Date.now() + TOKEN_LIFETIME_MS) / 1000,
        proxyEndpoint: `https://${registryHost(target)}`,
      };
    });
    return Promise.resolve({ authorizationData });
  },
);
