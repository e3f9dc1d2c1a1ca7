import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  Key,
  MetaFile,
  Metadata,
  Root,
  Signature,
  Snapshot,
  TargetFile,
  Targets,
  Timestamp,
} from '@tufjs/models';

/** A TUF repository that hands out one file, the trusted root of a signing authority. */
export interface TrustRepository {
  /** What its clients start from: the trusted `root.json`. */
  readonly root: Buffer;
  /** Everything that it serves, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
}

const target = 'trusted_root.json';
const lifetimeMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Makes a TUF repository as Sigstore's own, whose one key only lives while it is made.
 *
 * @see https://theupdateframework.github.io/specification/latest/
 */
export function trustRepository(trustedRoot: string): TrustRepository {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  const canonical = JSON.stringify({ keytype: 'ed25519', keyval: { public: raw }, scheme: 'ed25519' });
  const keyID = createHash('sha256').update(canonical).digest('hex');
  const key = new Key({ keyID, keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: raw } });
  const expires = new Date(Date.now() + lifetimeMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const common = { version: 1, specVersion: '1.0.31', expires };
  const signed = (content: Root | Targets | Snapshot | Timestamp): Buffer => {
    const metadata = new Metadata(content);
    metadata.sign((data) => new Signature({ keyID, sig: sign(undefined, data, privateKey).toString('hex') }));
    return Buffer.from(JSON.stringify(metadata.toJSON()));
  };

  const root = new Root({ ...common, consistentSnapshot: true });
  for (const role of ['root', 'timestamp', 'snapshot', 'targets']) root.addKey(key, role);
  const content = Buffer.from(trustedRoot);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const targets = new Targets(common);
  targets.addTarget(new TargetFile({ path: target, length: content.length, hashes: { sha256 } }));
  const rootFile = signed(root);
  return {
    root: rootFile,
    files: new Map([
      ['1.root.json', rootFile],
      ['timestamp.json', signed(new Timestamp({ ...common, snapshotMeta: new MetaFile({ version: 1 }) }))],
      [
        '1.snapshot.json',
        signed(new Snapshot({ ...common, meta: { 'targets.json': new MetaFile({ version: 1 }) } })),
      ],
      ['1.targets.json', signed(targets)],
      [`targets/${sha256}.${target}`, content],
    ]),
  };
}
