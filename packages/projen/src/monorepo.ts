import { Project } from 'projen/lib/project';
import { converge } from './converge/converge';
import { explainDone } from './converge/explain';
import { bootstrap } from './files/bootstrap';
import { checks } from './files/checks';
import { editor } from './files/editor';
import { install, needsInstall } from './files/install';
import { nx } from './files/nx';
import { projenrc } from './files/projenrc';
import { PrettierIgnore } from './files/prettier-ignore';
import { RootManifest } from './files/root-manifest';
import { rootTemplate } from './files/root-template';
import { typeScript } from './files/type-script';
import type { MonorepoOptions } from './monorepo-options';
import { say } from './say';
import { plainly } from './template-error';

/**
 * A monorepo of npm workspaces that Nx runs, with one install at its root. It makes the files at the root and nothing
 * below `apps/` and `packages/`.
 *
 * Files are of two kinds. Those of the template are marked, read-only, and converge on each `npx projen`; where one was
 * edited by hand, its difference is shown and nothing is written. Those of the team are written once.
 *
 * @pjid monorepo
 */
export class Monorepo extends Project {
  private readonly manifest: RootManifest;

  constructor(options: MonorepoOptions) {
    // A copy, because projen hands on more than the options say when it makes a repository.
    super({ ...options });
    const fromSources = options.fromSources ?? false;
    const conditions = fromSources ? ['@tideway/source'] : [];
    for (const { name } of this.tasks.all.reverse()) {
      if (name !== Project.DEFAULT_TASK) this.removeTask(name);
    }
    this.addTask('check', {
      description: 'Compare the files of the template with what .projenrc.ts makes; writes nothing',
      env: { TIDEWAY_PROJEN: 'check' },
      exec: 'node .projenrc.ts',
    });
    // Reading projen is most of a run that has nothing to do.
    for (const task of this.tasks.all) task.env('NODE_COMPILE_CACHE', 'node_modules/.cache/node');
    if (fromSources) {
      // Compiled first: this package is one of the repository's own.
      for (const task of this.tasks.all) task.prependExec('nx run @tideway/projen:typecheck');
    }
    projenrc(this, { isNew: this.isNew });
    this.manifest = new RootManifest(this, { template: rootTemplate(options), isNew: this.isNew });
    nx(this, { fromSources });
    typeScript(this, { references: options.references ?? [], conditions });
    checks(this, { fromSources, conditions });
    editor(this);
    bootstrap(this);
    new PrettierIgnore(this, [
      'package-lock.json',
      '**/dist/',
      '**/cdk.out/',
      '.nx/',
      '.tideway/',
      'CHANGELOG.md',
      '.projen/',
      ...(options.prettierIgnore ?? []),
    ]);
    this.gitignore.exclude(
      // A link to a folder too, which the pattern with a slash does not match.
      'node_modules',
      'dist/',
      '*.tsbuildinfo',
      '.nx/',
      '.tideway/',
      '.vitest/',
      'coverage/',
      '*.log',
      'cdk.out/',
      ...(options.gitIgnore ?? []),
    );
    this.gitattributes.addAttributes('*.png', 'binary');
    this.gitattributes.addAttributes('package-lock.json', '-diff');
  }

  /** Whether `projen new` is making the repository. */
  protected get isNew(): boolean {
    return this.initProject !== undefined;
  }

  /**
   * Brings the repository to what the options say. With `TIDEWAY_PROJEN=check` in the environment it compares only.
   *
   * @throws when files of the template were edited by hand, or a check finds a difference
   */
  public synth(): void {
    const check = process.env['TIDEWAY_PROJEN'] === 'check';
    const post = process.env['PROJEN_DISABLE_POST'];
    plainly(() => {
      const done = converge({
        project: this,
        // Its hooks would run in the temporary folder.
        synthesize: () => {
          process.env['PROJEN_DISABLE_POST'] = 'true';
          super.synth();
        },
        given: this.manifest.given,
        check,
      });
      restore(post);
      if (check) return say('All files are as .projenrc.ts makes them.');
      say(this.isNew ? `Made ${done.write.size} files.` : explainDone(done));
      if (post !== 'true' && (done.write.has('package.json') || needsInstall(this.outdir))) {
        say('Installing dependencies (about a minute)');
        this.install();
      }
      if (this.isNew) this.afterCreation();
    });
  }

  /** Installs the dependencies. */
  protected install(): void {
    install(this.outdir);
  }

  /** What is left to do before the first commit. */
  protected afterCreation(): void {}
}

function restore(post: string | undefined): void {
  if (post === undefined) delete process.env['PROJEN_DISABLE_POST'];
  else process.env['PROJEN_DISABLE_POST'] = post;
}
