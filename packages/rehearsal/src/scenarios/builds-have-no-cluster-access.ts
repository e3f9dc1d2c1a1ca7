import { request } from 'node:https';
import { assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';

/** G5: the pipeline pushes images, and the cluster pulls; nobody outside has access to the cluster. */
export const buildsHaveNoClusterAccess: Scenario = {
  name: 'builds-have-no-cluster-access',
  promise: 'What a build has to push an image with opens nothing in the cluster',
  ids: ['G5'],
  async run({ cluster, site }, evidence) {
    const { accessKeyId, secretAccessKey } = site.aws.connection.credentials;
    const basic = Buffer.from(`${accessKeyId}:${secretAccessKey}`).toString('base64');
    const { server } = cluster.controlPlane;
    for (const [who, authorization] of Object.entries({
      'a build with its AWS credentials': `Basic ${basic}`,
      'a build with its secret as a token': `Bearer ${secretAccessKey}`,
    })) {
      const status = await statusOf(`${server.url}/api/v1/pods`, server.authority.certificate, authorization);
      assertEqual(status === 401 || status === 403, true, `refusal of ${who} (${status})`);
      evidence.note('answer', `${who}: ${status}`);
    }
  },
};

function statusOf(url: string, ca: string, authorization: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ca, headers: { authorization } });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.end();
  });
}
