import type { StsAction } from './api.ts';
import { xml } from './xml.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: StsAction = (_, { caller }) =>
  xml`<Arn>${caller.arn}</Arn><UserId>${caller.userId}</UserId><Account>${caller.account}</Account>`;
