import {
  type BuildProject,
  connectLocalAws,
  type EventSubscriber,
  type LocalAwsConnection,
  type LocalBuild,
  localAwsBuilds,
  localAwsHttpsAgent,
  processStartTime,
  setLocalAwsProjects,
  setLocalAwsSubscribers,
} from '@tideway/local-aws';
import { eventually } from '../eventually.ts';
import { isAlive } from '../processes/process-entry.ts';
import { RehearsalError } from '../rehearsal-error.ts';
import { launchLocalAws, type SiteAwsOptions } from './launch-local-aws.ts';

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
    const { pid } = await launchLocalAws(options);
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
    const { pid } = await launchLocalAws(this.#options);
    await this.#watchOver(pid);
  }

  /** Sends push events to these addresses from now on, in place of those before. */
  async tell(subscribers: readonly EventSubscriber[]): Promise<void> {
    await setLocalAwsSubscribers(this.#options.stateDirectory, subscribers);
  }

  /** Builds these projects of CodeBuild from the next push on, in place of those before. */
  async buildProjects(projects: readonly BuildProject[]): Promise<void> {
    await setLocalAwsProjects(this.#options.stateDirectory, projects);
  }

  /** Builds of every project, the newest first. */
  builds(): Promise<readonly LocalBuild[]> {
    return localAwsBuilds(this.#options.stateDirectory);
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
