import { defineCommand } from '../../command.ts';
import type { CatalogOptions } from './catalog.ts';

/** `tideway catalog` */
export const catalog = defineCommand<CatalogOptions>({
  name: 'catalog',
  summary: 'Write the catalog of the platform for Backstage',
  examples: [
    ['tideway catalog', 'catalog-info.yaml at the root of the workspace'],
    ['tideway catalog --check', 'exit 1 if that file is not what the model says'],
  ],
  declare: (command) =>
    void command
      .option('--platform <file>', 'the model')
      .option('--out <file>', 'file to write (default: catalog-info.yaml at the root)')
      .option('--check', 'write nothing; exit 1 on differences'),
  options: (_args, flags) => ({
    platform: flags['platform'] as string | undefined,
    out: flags['out'] as string | undefined,
    check: flags['check'] === true,
  }),
  run: async (options, context) => (await import('./catalog.ts')).catalog(options, context),
});
