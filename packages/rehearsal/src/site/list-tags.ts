import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { ecrToken } from './ecr-token.ts';
import type { SiteAws } from './local-aws.ts';

/** Which repository of ECR is looked at. */
export interface ListTagsOptions {
  readonly aws: SiteAws;
  readonly account: string;
  readonly region: string;
  /** Such as `weaveworksdemos/front-end`. */
  readonly repository: string;
}

/**
 * All tags of a repository, as the registry itself lists them (OCI distribution spec, "Listing Tags").
 *
 * @throws Error with the registry's answer when it lists none
 */
export async function listTags(options: ListTagsOptions): Promise<readonly string[]> {
  const { aws, account, region, repository } = options;
  const url = `https://${account}.dkr.ecr.${region}.amazonaws.com/v2/${repository}/tags/list?n=10000`;
  const headers = { authorization: `Basic ${await ecrToken(aws, region)}` };
  const answer = await new Promise((resolve, reject) => {
    const outgoing = request(url, { headers, agent: aws.agent });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => void json(response).then(resolve, reject));
    outgoing.end();
  });
  const { tags } = answer as { readonly tags?: readonly string[] };
  if (!tags) throw new Error(`ECR lists no tags of ${repository}: ${JSON.stringify(answer)}`);
  return tags;
}
