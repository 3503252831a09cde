import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A reference in the documentation to something that is not there. */
export interface DeadReference {
  file: string;
  line: number;
  reference: string;
}

export interface Known {
  exists: (repositoryPath: string) => boolean;
  scripts: ReadonlySet<string>;
  variables: ReadonlySet<string>;
}

const LINK = /\]\(([^)\s#]+)(?:#[^)]*)?\)/g;
const CODE = /`([^`\n]+)`/g;
/** Inline code that names a file or folder of the repository. */
const REPOSITORY_PATH =
  /^(?:app|bench|cli|components|db|docs|e2e|i18n|lib|messages|meter|public|scripts)\/[\w()[\]./@-]+$/;
const NPM_SCRIPT = /npm run (?:-s )?([\w:-]+)/g;
const VARIABLE = /^(?:TOLLGATE|METER|OIDC|NEXTAUTH)_[A-Z_]+$/;

/** The dead references of one Markdown file: relative links, paths, npm scripts and variables. */
export function deadReferences(file: string, text: string, known: Known): DeadReference[] {
  const dead: DeadReference[] = [];
  text.split('\n').forEach((content, index) => {
    const note = (reference: string) => dead.push({ file, line: index + 1, reference });
    for (const [, target = ''] of content.matchAll(LINK)) {
      if (/^[a-z]+:/.test(target)) continue;
      if (!known.exists(path.posix.join(path.posix.dirname(file), target))) note(target);
    }
    for (const [, code = ''] of content.matchAll(CODE)) {
      if (REPOSITORY_PATH.test(code) && !known.exists(code)) note(code);
      const name = code.split('=')[0] ?? '';
      if (VARIABLE.test(name) && !known.variables.has(name)) note(name);
    }
    for (const [, script = ''] of content.matchAll(NPM_SCRIPT)) {
      if (!known.scripts.has(script)) note(`npm run ${script}`);
    }
  });
  return dead;
}

/** README.md, docs/*.md and the README of each domain, from the repository's root. */
export function documentationFiles(root: string): string[] {
  const docs = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const domains = readdirSync(path.join(root, 'lib')).map((name) => `lib/${name}/README.md`);
  return ['README.md', ...docs.map((name) => `docs/${name}`), ...domains].filter((file) =>
    existsSync(path.join(root, file)),
  );
}

/** What the repository has: files, npm scripts, and the variables .env.example or the command line read. */
export function knownIn(root: string): Known {
  const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;
  const described = readFileSync(path.join(root, '.env.example'), 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm);
  return {
    exists: (repositoryPath) => existsSync(path.join(root, repositoryPath)),
    scripts: new Set(Object.keys(scripts)),
    // These two are read by the command line alone.
    variables: new Set([
      'TOLLGATE_API_KEY',
      'TOLLGATE_METER',
      ...[...described].map(([, name = '']) => name),
    ]),
  };
}

if (process.argv[1] === import.meta.filename) {
  const root = path.dirname(import.meta.dirname);
  const known = knownIn(root);
  const dead = documentationFiles(root).flatMap((file) =>
    deadReferences(file, readFileSync(path.join(root, file), 'utf8'), known),
  );
  for (const { file, line, reference } of dead) console.error(`${file}:${line}: ${reference} does not exist`);
  process.exit(dead.length > 0 ? 1 : 0);
}
