import { Project } from 'projen/lib/project';
import { takeBack } from './creation/take-back';
import { writeCatalog } from './creation/write-catalog';
import { say } from './say';
import { generate } from './service/generate';
import { placeOf, type Place } from './service/place';
import type { ServiceOptions } from './service-options';
import { plainly } from './template-error';

/**
 * A new service in an existing monorepo: an app in `apps/<name>` with its tests, Dockerfile and buildspec, and its entry
 * in the model. All of it is the team's from then on, so no `.projenrc.ts` is left behind; the files are those of the
 * generator `@tideway/nx:service`, in the version that the monorepo has.
 *
 * @pjid service
 */
export class Service extends Project {
  private readonly place: Place;
  private readonly answers: ServiceOptions;

  constructor(options: ServiceOptions) {
    const place = plainly(() => prepare(options));
    super({ ...options });
    this.place = place;
    this.answers = options;
  }

  /**
   * Adds the service to the monorepo.
   *
   * @throws with everything that is wrong with the options; nothing is made then
   */
  public synth(): void {
    const { root, folder } = this.place;
    const isNew = this.initProject !== undefined;
    if (isNew) takeBack(folder);
    say(generate(root, this.answers));
    writeCatalog(root);
    say(`
${this.name} is in apps/${this.name}, and nothing is committed. In ${root}:
  git status
  npx nx run ${this.name}:test
  npm start                    deliver it into AWS on this machine`);
    // projen would go on with "git init" in the folder, which is in a repository already.
    if (isNew) process.exit(0);
  }
}

/** Checks the place before anything is made, and leaves the folder as it was where it is wrong. */
function prepare(options: ServiceOptions): Place {
  try {
    return placeOf(options);
  } catch (error) {
    if ('__new__' in options) takeBack(process.cwd());
    throw error;
  }
}
