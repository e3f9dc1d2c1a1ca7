import {
  connectLocalAws,
  type LocalAwsConnection,
  localAwsHttpsAgent,
  localAwsStatus,
  setLocalAwsSubscribers,
  startLocalAwsDaemon,
} from '@tideway/local-aws';
import type { EventSubscriber, LocalAwsTarget } from '@tideway/local-aws';
import { eventually } from '../eventually.ts';
import { isAlive } from '../processes/process-entry.ts';
import type { Supervisor } from '../processes/supervisor.ts';
import { processStartTime } from '@tideway/local-aws';
import { RehearsalError } from '../rehearsal-error.ts';

/** How local AWS is run. */
export interface SiteAwsOptions {
  readonly stateDirectory: string;
  readonly targets: readonly LocalAwsTarget[];
  /** Address of the OCI registry behind ECR, and behind the registries of others. */
  readonly registry: string;
  /** Host names of registries whose charts are stood in for. */
  readonly otherRegistries: readonly string[];
  readonly supervisor: Supervisor;
  readonly signal: AbortSignal;
}

/** Local AWS as a process of its own, watched, which can be killed and comes back at the same address. */
export class SiteAws {
  readonly connection: LocalAwsConnection;
  readonly #options: SiteAwsOptions;
  readonly #agent: Awaited<ReturnType<typeof localAwsHttpsAgent>>;
  #pid = 0;
  #startTime = '';
  #watch: NodeJS.Timeout | undefined;

  private constructor(
    options: SiteAwsOptions,
    connection: LocalAwsConnection,
    agent: Awaited<ReturnType<typeof localAwsHttpsAgent>>,
  ) {
    this.#options = options;
    this.connection = connection;
    this.#agent = agent;
  }

  /** Starts it. */
  static async start(options: SiteAwsOptions): Promise<SiteAws> {
    const { pid } = await launch(options);
    const { stateDirectory, targets } = options;
    const connection = await connectLocalAws({ stateDirectory, targets });
    const aws = new SiteAws(options, connection, await localAwsHttpsAgent(connection));
    await aws.#watchOver(pid);
    return aws;
  }

  /** Its process, which is another one after a crash. */
  get pid(): number {
    return this.#pid;
  }

  /** Agent with which this process reaches AWS's host names. */
  get agent(): Awaited<ReturnType<typeof localAwsHttpsAgent>> {
    return this.#agent;
  }

  /**
   * Variables for Flux's controllers. They stop at `AWS_CA_BUNDLE`, and what is for git and Node.js says nothing to
   * them.
   */
  get controllerEnvironment(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(this.connection.environment).filter(
        ([name]) => name !== 'AWS_CA_BUNDLE' && !/^(GIT|NODE)_/.test(name),
      ),
    );
  }

  /** Kills it as a crash would, and starts it again at the same address. */
  async crash(): Promise<void> {
    this.#unwatch();
    process.kill(this.#pid, 'SIGKILL');
    const entry = { name: 'local AWS', pid: this.#pid, startTime: this.#startTime };
    await eventually({
      what: 'local AWS is gone',
      within: 5_000,
      ask: async () => ((await isAlive(entry)) ? undefined : true),
    });
    const { pid } = await launch(this.#options);
    await this.#watchOver(pid);
  }

  /** Sends push events to these addresses from now on, in place of those before. */
  async tell(subscribers: readonly EventSubscriber[]): Promise<void> {
    await setLocalAwsSubscribers(this.#options.stateDirectory, subscribers);
  }

  /** Stops watching; the process is ended with all others of the folder. */
  async release(): Promise<void> {
    this.#unwatch();
    this.#agent.destroy();
    await this.connection.close();
  }

  async #watchOver(pid: number): Promise<void> {
    this.#pid = pid;
    this.#startTime = (await processStartTime(pid)) ?? '';
    const entry = { name: 'local AWS', pid, startTime: this.#startTime };
    this.#watch = setInterval(() => {
      void isAlive(entry).then((alive) => {
        if (alive || this.#watch === undefined) return;
        this.#unwatch();
        const log = `${this.#options.stateDirectory}/daemon.log`;
        this.#options.supervisor.fail(
          new RehearsalError('process-ended', `Local AWS (process ${pid}) is gone. Look at ${log}.`),
        );
      });
    }, 1_000);
    this.#watch.unref();
  }

  #unwatch(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
  }
}

async function launch(options: SiteAwsOptions): Promise<{ readonly pid: number }> {
  const { stateDirectory, targets, registry, otherRegistries } = options;
  await startLocalAwsDaemon({
    stateDirectory,
    targets,
    registry,
    otherRegistries: Object.fromEntries(otherRegistries.map((host) => [host, registry])),
  });
  const status = await localAwsStatus(stateDirectory);
  if (!status.running) throw new RehearsalError('not-ready', 'Local AWS was started and does not answer.');
  return status;
}
