import { assert } from './assertions.ts';
import type { Scenario } from './scenario.ts';

/** Our own promise: nothing is fetched from anywhere but the platform's account and the charts of the model. */
export const foreignSourcesAreRefused: Scenario = {
  name: 'foreign-sources-are-refused',
  promise: 'The API server itself refuses sources and images from anywhere but the account and the model',
  ids: [],
  async run({ api, stage, platform }, evidence) {
    const { namespace } = stage.tenant;
    const metadata = { name: 'foreign', namespace };
    const interval = '1m';
    const git = 'source.toolkit.fluxcd.io/v1';
    const { region } = platform.aws;
    const foreign: readonly (readonly [string, object])[] = [
      ['GitRepository', { interval, url: 'https://github.com/someone/something' }],
      ['GitRepository', { interval, url: 'https://git-codecommit.eu-north-1.amazonaws.com/v1/repos/x' }],
      ['OCIRepository', { interval, url: 'oci://ghcr.io/someone/chart' }],
      ['HelmRepository', { interval, url: 'https://charts.example.com' }],
      ['Bucket', { interval, endpoint: `s3.${region}.amazonaws.com`, bucketName: 'x' }],
      ['ImageRepository', { interval, image: `999999999999.dkr.ecr.${region}.amazonaws.com/x` }],
    ];
    for (const [kind, spec] of foreign) {
      const apiVersion = kind === 'ImageRepository' ? 'image.toolkit.fluxcd.io/v1' : git;
      const said = await api.apply({ apiVersion, kind, metadata, spec }).then(
        () => undefined,
        (error: Error) => error.message,
      );
      assert(said !== undefined, `${kind} ${JSON.stringify(spec)} was accepted`);
      assert(said.includes('tideway-allowed-sources'), `it is refused for another reason: ${said}`);
      evidence.note('answer', said.slice(0, 200));
    }
  },
};
