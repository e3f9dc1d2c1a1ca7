import { condition } from '../kubernetes/live-object.ts';
import { assert } from './assertions.ts';
import type { Scenario } from './scenario.ts';

/** C7 and D6: without the right credentials nothing is fetched, and the reason is told. */
export const wrongCredentialsAreSaid: Scenario = {
  name: 'wrong-credentials-are-said',
  promise: 'With wrong credentials the Git source and the image scan are not Ready, and say why',
  ids: ['C7', 'D6'],
  async run({ api, cluster, stage, site }, evidence) {
    const wrong = { AWS_SECRET_ACCESS_KEY: 'not-the-secret-of-this-key' };
    const cases = [
      ['source-controller', stage.source],
      ['image-reflector-controller', stage.imageRepository],
    ] as const;
    for (const [controller, object] of cases) {
      await cluster.flux.crash(controller, wrong);
      try {
        await api.reconcile(object);
        const failed = await api.waitFor(
          object,
          'is refused',
          (live) => condition(live, 'Ready')?.status === 'False',
        );
        const { reason = '', message = '' } = condition(failed, 'Ready') ?? {};
        assert(/403|401|auth|denied|signature|credential/i.test(message), `it does not say why: ${message}`);
        const { secretAccessKey } = site.aws.connection.credentials;
        assert(!message.includes(secretAccessKey), 'the message holds the secret');
        evidence.note('object', `${object.kind}/${object.name} ${reason}: ${message.slice(0, 300)}`);
      } finally {
        await cluster.flux.crash(controller);
      }
      await api.reconcile(object);
      await api.waitForReady(object);
    }
  },
};
