import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const RANDOM_CHARACTERS = 16;
const POOL_BYTES = 4_096;
let pool = Buffer.alloc(0);
let used = 0;

/** `rsv_`, ten characters of time and sixteen of chance (80 bits): later ones sort after earlier ones. */
export function newReservationId(nowMs: number): string {
  let time = '';
  for (let left = nowMs, place = 0; place < 10; place += 1) {
    time = ALPHABET.charAt(left % 32) + time;
    left = Math.floor(left / 32);
  }
  if (used + RANDOM_CHARACTERS > pool.length) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  let chance = '';
  for (let i = 0; i < RANDOM_CHARACTERS; i += 1) chance += ALPHABET.charAt((pool[used + i] ?? 0) % 32);
  used += RANDOM_CHARACTERS;
  return `rsv_${time}${chance}`;
}
