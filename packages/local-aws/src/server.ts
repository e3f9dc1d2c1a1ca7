import { servedHosts } from './aws/served-hosts.ts';
import { checkTargets } from './aws/target.ts';
import type { CodeBuild } from './codebuild/code-build.ts';
import { rootCredentials } from './credentials/root-credentials.ts';
import { OciRegistry } from './ecr/oci-registry.ts';
import { startEdge } from './edge/edge.ts';
import { localAwsEnvironment } from './environment.ts';
import { EventBus } from './events/event-bus.ts';
import { checkSubscriber } from './events/subscriber.ts';
import { subscribersOf } from './events/subscriber-list.ts';
import { localResources } from './local-resources.ts';
import type { LocalAws, LocalAwsEvent, LocalAwsOptions } from './options.ts';
import { services } from './services.ts';
import { openStateDirectory } from './state/state-directory.ts';
import { renewInTime } from './tls/renewal.ts';
import { serverCertificate } from './tls/server-certificate.ts';

/** What a daemon says besides the options of everyone. */
export interface ServerOptions extends LocalAwsOptions {
  /** Port of the proxy. @default 0, any free one */
  readonly port?: number;
  /** Whether everything is loaded at once rather than when it is first needed. @default false */
  readonly preload?: boolean;
  /** Time that unfinished Git requests get at the end, in milliseconds. @default 2000 */
  readonly graceMs?: number;
}

/** As `startLocalAws`, with what only a daemon needs to say. */
export async function startServer(options: ServerOptions): Promise<LocalAws> {
  const targets = checkTargets(options.targets);
  const [target] = targets;
  options.subscribers?.forEach(checkSubscriber);
  const state = await openStateDirectory(options.stateDirectory);
  const log = options.log ?? (() => undefined);
  const trouble = (where: string) => (error: unknown) =>
    log({ type: 'trouble', where, message: messageOf(error) });
  const hosts = servedHosts(targets, options.otherRegistries);
  const names = [...hosts.keys()];
  const [credentials, certificate] = await Promise.all([
    rootCredentials(state),
    serverCertificate(state, names),
  ]);

  const bus = new EventBus({
    subscribers: async () => [...(options.subscribers ?? []), ...(await subscribersOf(state))],
    onTrouble: trouble('events'),
  });
  const registry = options.registry === undefined ? undefined : new OciRegistry(options.registry);
  let codeBuild: CodeBuild | undefined;
  bus.subscribe((event) => codeBuild?.hear(event));
  const served = services({
    state,
    targets,
    ring: { credentials, ...target },
    registry,
    codeBuild: () => codeBuild,
    publish: (event) => {
      log({ type: 'event', event });
      bus.publish(event);
    },
    log,
  });
  const edge = await startEdge({
    hosts,
    certificate,
    handle: async (request) => {
      const start = performance.now();
      request.outgoing.once('finish', () => log(requestEvent(request, start)));
      await served.handle(request);
    },
    onRefused: (host) => log({ type: 'refused', host }),
    onError: trouble('edge'),
    identity: { service: 'Tideway local AWS', pid: process.pid, stateDirectory: state.root, targets },
    ...(options.port && { port: options.port }),
  });
  const renewal = renewInTime({
    renew: async () => edge.useCertificate(await serverCertificate(state, names)),
    onTrouble: trouble('certificate'),
  });

  const proxyUrl = `http://127.0.0.1:${edge.port}`;
  const environment = localAwsEnvironment({ proxyUrl, caFile: state.caFile, credentials, targets });
  if (options.builds) {
    const { CodeBuild } = await import('./codebuild/code-build.ts');
    codeBuild = new CodeBuild({
      state,
      target,
      environment,
      secrets: [credentials.secretAccessKey],
      registry,
      onTrouble: trouble('codebuild'),
    });
    codeBuild.catchUp();
  }
  if (options.preload) served.preload().catch(trouble('preload'));
  const close = async () => {
    clearInterval(renewal);
    // First of all: a build is a client of everything else.
    await codeBuild?.close();
    edge.stopListening();
    await served.close(options.graceMs ?? 2_000);
    await edge.close();
    await bus.close();
  };
  let closed: Promise<void> | undefined;
  return {
    environment,
    proxyUrl,
    caFile: state.caFile,
    credentials,
    ...localResources(state, target),
    subscribe: (listener) => bus.subscribe(listener),
    close: () => (closed ??= close()),
  };
}

function requestEvent(
  request: Parameters<Parameters<typeof startEdge>[0]['handle']>[0],
  start: number,
): LocalAwsEvent {
  const { incoming, outgoing, host } = request;
  const operation = incoming.headers['x-amz-target'];
  return {
    type: 'request',
    host,
    method: incoming.method ?? '',
    what: typeof operation === 'string' ? operation : (incoming.url ?? '').replace(/\?.*/s, ''),
    status: outgoing.statusCode,
    milliseconds: Math.round((performance.now() - start) * 10) / 10,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
