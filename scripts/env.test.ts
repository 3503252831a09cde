import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentSchema, readEnvironment } from './env';

const example = readFileSync(path.resolve(import.meta.dirname, '../.env.example'), 'utf8');

describe('the environment', () => {
  it('runs on nothing at all, bound to loopback', () => {
    expect(readEnvironment({})).toEqual({
      TOLLGATE_DATA_DIR: '.data',
      HOST: '127.0.0.1',
      PORT: 3000,
      METER_HOST: '127.0.0.1',
      METER_PORT: 4318,
      NEXT_DIST_DIR: '.next',
      LOG_LEVEL: 'info',
    });
  });

  it('takes an empty variable as unset', () => {
    expect(readEnvironment({ DATABASE_URL: '', TOLLGATE_SECRET: ' ' }).DATABASE_URL).toBeUndefined();
  });

  it.each([
    [{ PORT: 'eighty' }, 'PORT must be a port number'],
    [{ METER_PORT: '70000' }, 'METER_PORT must be between 1 and 65535'],
    [{ PORT: '4318' }, 'PORT and METER_PORT must differ'],
    [{ DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL must be an address such as postgres://'],
    [{ TOLLGATE_SECRET: 'short' }, '32 or more characters'],
    [{ TOLLGATE_DEMO: 'yes' }, 'TOLLGATE_DEMO must be true or false'],
    [{ OIDC_ISSUER: 'https://login.example.com' }, 'set all three, or none'],
    [
      { SMTP_URL: 'https://mail.example.com', MAIL_FROM: 'a@b.c' },
      'SMTP_URL must be an address such as smtp://',
    ],
    [{ SMTP_URL: 'smtp://mail.example.com' }, 'set both, or none'],
    [{ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'Tollgate' }, 'MAIL_FROM must be an address such as'],
    [{ NEXTAUTH_URL: 'tollgate.example.com' }, 'NEXTAUTH_URL must be an address'],
    [{ EVALUATION_PRIVATE_HOSTS: 'http://10.0.0.5' }, 'must be hosts such as 10.0.0.5'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error'],
  ])('refuses %o and says what to do', (variables, message) => {
    expect(() => readEnvironment(variables)).toThrow(message);
  });

  it('names every fault at once', () => {
    expect(() => readEnvironment({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });

  it('describes exactly these variables in .env.example', () => {
    const described = [...example.matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
    expect(described.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });
});
