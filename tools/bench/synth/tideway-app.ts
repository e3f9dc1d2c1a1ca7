import { PlatformApp } from '@tideway/infra';
import { definePlatform } from '@tideway/model';
import { fleet } from '../fleet/fleet.ts';

// What an infra.ts says; the model is a fleet of as many clusters as the benchmark asks for.
const { CLUSTERS: clusters, CDK_OUTDIR: outdir } = process.env;
const platform = definePlatform(fleet({ clusters: Number(clusters), tenants: 1, services: 10 }));
new PlatformApp(platform, { ...(outdir !== undefined && { outdir }) }).synth();
