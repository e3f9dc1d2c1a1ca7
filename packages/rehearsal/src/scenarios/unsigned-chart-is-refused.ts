import type { Controller, Platform } from '@tideway/model';
import { condition } from '../kubernetes/live-object.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';

interface Release extends LiveObject {
  readonly status: { readonly history?: readonly { readonly chartVersion?: string }[] };
}

/** The first controller whose chart has to be signed. */
function verified({ controllers }: Platform): Controller | undefined {
  return Object.values(controllers).find(({ verify }) => verify !== undefined);
}

/** Our own promise: a chart without the signature that the model asks for is not installed. */
export const unsignedChartIsRefused: Scenario = {
  name: 'unsigned-chart-is-refused',
  promise: 'A chart without the signature that the model asks for is not installed; the one before stays',
  ids: [],
  obstacle: ({ platform }) =>
    Promise.resolve(
      verified(platform) === undefined ? 'The model asks for the signature of no chart.' : undefined,
    ),
  async run(world, evidence) {
    const { api, platform, site } = world;
    const controller = verified(platform);
    assert(controller !== undefined, 'the model asks for no signature');
    const { name, version } = controller;
    const unsigned = `${version}-unsigned`;
    await site.charts.publishUnsigned(controller, unsigned);
    const source = kinds.ociRepository('flux-system', name);
    const file = `infrastructure/controllers/base/${name}.yaml`;
    await world.change(
      platform.repositories.flux,
      { [file]: (text) => text.replace(`tag: ${version}\n`, `tag: ${unsigned}\n`) },
      `Install ${name} ${unsigned}`,
    );
    const refused = await evidence.time('until it is refused', () =>
      api.waitFor(
        source,
        'refuses the chart',
        (object) => condition(object, 'SourceVerified')?.status === 'False',
        60_000,
      ),
    );
    const { message = '' } = condition(refused, 'SourceVerified') ?? {};
    const release = await api.get<Release>(kinds.helmRelease('flux-system', name));
    const installed = release.status.history?.[0]?.chartVersion?.replace(/\+.*$/, '');
    assertEqual(installed, version, 'version that is installed');
    evidence.note('object', `OCIRepository/${name}: ${message.slice(0, 300)}`);
  },
};
