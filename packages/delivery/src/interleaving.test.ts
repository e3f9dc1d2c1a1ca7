import assert from 'node:assert/strict';
import fc from 'fast-check';
import { it } from 'vitest';
import type { Delivery, Step } from './delivery.ts';
import { faults, heldValues, nextBase } from './oracle.test.fixture.ts';
import { Playground, type Edit, type Files } from './playground.test.fixture.ts';
import { generateShop, smallShop, type Shop } from './shop.test.fixture.ts';

const runs = Number(process.env['TIDEWAY_INTERLEAVINGS'] ?? 20);
const seed = process.env['TIDEWAY_SEED'];

const names = ['carts', 'front-end', 'orders'] as const;
const name = fc.constantFrom(...names);
const number = fc.integer({ min: 1, max: 9 });

const modelChange = fc.oneof(
  fc.record({ kind: fc.constant('add'), name, number }),
  fc.record({ kind: fc.constant('remove'), name, number }),
  fc.record({ kind: fc.constant('rename'), name, number }),
  fc.record({ kind: fc.constantFrom('replicas', 'memory'), name, number }),
  fc.record({ kind: fc.constantFrom('registry', 'automated', 'split', 'first tag'), name, number }),
);
const edit = fc.record({
  kind: fc.constantFrom(
    'bump',
    'bump',
    'bump',
    'promote',
    'replicas',
    'memory',
    'annotate',
    'comment',
    'remove',
    'add',
    'resource',
    'env',
    'crlf',
    'executable',
    'unmark',
    'append',
  ),
  name,
  number,
});
const rounds = fc.array(
  fc.record({
    edits: fc.array(edit, { maxLength: 4 }),
    changes: fc.array(modelChange, { maxLength: 3 }),
    from: fc.constantFrom('a', 'b'),
    twice: fc.boolean(),
    meanwhile: fc.array(edit, { maxLength: 2 }),
  }),
  { minLength: 2, maxLength: 5 },
);

type ModelChange = typeof modelChange extends fc.Arbitrary<infer T> ? T : never;
type PeoplesEdit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function changed(shop: Shop, { kind, name, number }: ModelChange): Shop {
  const { services } = shop;
  const others = services.filter((service) => service.name !== name);
  const target = services.find((service) => service.name === name);
  switch (kind) {
    case 'add':
      return { ...shop, services: [...others, target ?? { name, replicas: number, memory: number * 100 }] };
    case 'remove':
      return { ...shop, services: others };
    case 'rename':
      return {
        ...shop,
        services: services.map((service) =>
          service === target ? { ...service, name: `${name}-${number}` } : service,
        ),
      };
    case 'registry':
      return { ...shop, registry: `registry.example.com/${number}` };
    case 'automated':
      return { ...shop, automated: !shop.automated };
    case 'split':
      return { ...shop, split: !shop.split };
    case 'first tag':
      return { ...shop, firstTag: `main-1111111-${number}` };
    default:
      return {
        ...shop,
        services: services.map((service) =>
          service === target ? { ...service, [kind]: number * 100 } : service,
        ),
      };
  }
}

function peoplesEdit(files: Files, { kind, name, number }: PeoplesEdit): Edit {
  const service = `deploy/base/${name}.yaml`;
  const images = Object.keys(files).filter((path) => heldValues(files[path] ?? '').size > 0);
  const rewritten = (path: string, rewrite: (text: string) => string): Edit => {
    const text = files[path];
    return text === undefined ? {} : { [path]: rewrite(text) };
  };
  const bump = (environment: string, key: string): Edit =>
    Object.assign(
      {},
      ...images
        .filter((path) => path.includes(environment))
        .map((path) =>
          rewritten(path, (text) =>
            text.replace(
              new RegExp(`newTag: \\S+( # \\{"\\$${key}": "[^"]*:${name}:tag"\\})`),
              `newTag: main-abcdef0-${number}$1`,
            ),
          ),
        ),
    ) as Edit;
  switch (kind) {
    case 'bump':
      return bump('development', 'imagepolicy');
    case 'promote':
      return bump('production', 'tideway');
    case 'replicas':
      return rewritten(service, (text) => text.replace(/replicas: \d+/, `replicas: ${number * 11}`));
    case 'memory':
      return rewritten(service, (text) => text.replace(/memory: \d+Mi/, `memory: ${number * 11}Mi`));
    case 'annotate':
      return rewritten(service, (text) =>
        text.replace(/^metadata:$/m, `metadata:\n  annotations:\n    note: "${number}"`),
      );
    case 'comment':
      return rewritten(service, (text) =>
        text.replace(/(cpu: \d+m).*$/m, `$1 # asked for by team ${number}`),
      );
    case 'env':
      return rewritten(service, (text) =>
        text.replace(/^( +)env:$/m, `$1env:\n$1  - name: PEOPLE_${number}\n$1    value: x`),
      );
    case 'append':
      return rewritten(service, (text) => `${text}# ${number}\n`);
    case 'crlf':
      return rewritten(service, (text) => text.replaceAll(/\r?\n/g, '\r\n'));
    case 'executable':
      return rewritten(service, (text) => (text.startsWith('+x ') ? text : `+x ${text}`));
    case 'remove':
      return files[service] === undefined ? {} : { [service]: null };
    case 'add':
      return {
        [`people/${number}.md`]: `note ${number}\n`,
        [service]: files[service] ?? `# by hand\nkind: Hand${number}\n`,
      };
    case 'resource':
      return rewritten('deploy/base/kustomization.yaml', (text) =>
        text.replace(/^resources:\r?$/m, `resources:\n  - people-${number}.yaml`),
      );
    case 'unmark':
      return Object.assign(
        {},
        ...images.map((path) =>
          rewritten(path, (text) => text.replace(new RegExp(` # \\{[^}]*:${name}:tag"\\}`), '')),
        ),
      ) as Edit;
  }
}

it(
  'nothing that robots and people wrote is lost or moved back, whatever happens in whatever order',
  async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (history) => {
        const world = new World();
        try {
          await world.sync({ from: 'a', twice: false, meanwhile: [] });
          for (const round of history) {
            for (const edit of round.edits) world.edit(edit);
            world.shop = round.changes.reduce(changed, world.shop);
            await world.sync(round);
          }
          world.checkHistory();
        } finally {
          world.close();
        }
      }),
      {
        numRuns: runs,
        ...(seed !== undefined && { seed: Number(seed) }),
        endOnFailure: runs > 100,
        // Whatever takes that long, the seed is told.
        interruptAfterTimeLimit: 30_000 + runs * 15_000,
        markInterruptAsFailure: true,
      },
    );
  },
  60_000 + runs * 20_000,
);

/** A remote, its people, its generator, and what an onlooker remembers of them. */
class World {
  shop = smallShop;
  readonly #remote = new Playground();
  #base: Files = {};
  readonly #commits: string[] = [];

  close(): void {
    this.#remote.close();
  }

  edit(edit: PeoplesEdit): void {
    const change = peoplesEdit(this.#remote.files(), edit);
    if (Object.keys(change).length > 0) this.#commits.push(this.#remote.commit(change));
  }

  async sync(options: {
    readonly from: string;
    readonly twice: boolean;
    readonly meanwhile: readonly PeoplesEdit[];
  }): Promise<void> {
    const generated = generateShop(this.shop);
    const waiting = [...options.meanwhile];
    const onProgress = ({ kind }: Step): void => {
      const next = kind === 'pushing' ? waiting.pop() : undefined;
      if (next !== undefined) this.edit(next);
    };
    const state = (from: string): string => `${this.#remote.folder}/${from}`;
    const both = await Promise.all([
      this.#remote.deliver(generated, { stateDirectory: state(options.from), onProgress }),
      ...(options.twice ? [this.#remote.deliver(generated, { stateDirectory: state('b') })] : []),
    ]);
    // Two deliveries of one content in one second are one commit.
    const pushed = [...new Map(both.filter((one) => one.pushed).map((one) => [one.after, one])).values()];
    const delivery = pushed[0] ?? both[0];
    if (delivery.after === undefined) throw new Error('a delivery without a commit');
    // Whoever delivered in the same moment found nothing left to do.
    assert.ok(pushed.length <= 1 + options.meanwhile.length);
    if (pushed.length <= 1) this.#check(generated, delivery);
    else this.#base = nextBase({ base: this.#base, generated, delivery: pushed.at(-1) ?? delivery });
    for (const { after } of pushed) if (after !== undefined) this.#commits.push(after);
    await this.#checkSecond(generated, options.from);
  }

  #check(generated: Files, delivery: Delivery): void {
    const { after = '' } = delivery;
    const before = delivery.pushed ? (delivery.before ?? '') : after;
    const repository = before === '' ? {} : this.#remote.files(before);
    const seen = { base: this.#base, repository, generated, after: this.#remote.files(after), delivery };
    assert.deepEqual(faults(seen), []);
    assert.deepEqual(delivery.outcome === 'held', delivery.held.length > 0);
    this.#base = nextBase(seen);
  }

  async #checkSecond(generated: Files, from: string): Promise<void> {
    const head = this.#remote.head();
    const again = await this.#remote.deliver(generated, { stateDirectory: `${this.#remote.folder}/${from}` });
    assert.deepEqual(again.pushed, false);
    assert.deepEqual(this.#remote.head(), head);
    assert.deepEqual(again.outcome, again.held.length > 0 ? 'held' : 'unchanged');
  }

  checkHistory(): void {
    const reachable = new Set(this.#remote.git('rev-list', 'main').split('\n'));
    assert.deepEqual(
      this.#commits.filter((commit) => !reachable.has(commit)),
      [],
    );
  }
}
