import { NO_STREAM } from '@eventstore/db-client';
import type { Words } from '../../kernel/finding.js';
import type { SizeSetting } from '../append-limit.js';
import { StoreRefuses, StoreUnavailable } from '../event-store.js';
import { type Answer, type Asked, forbids, sound } from './answers.js';
import { appendLimitOf } from './asking-sizes.js';
import { isDenied } from './failures.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { Readings } from './readings.js';
import { encoded, proposalOf } from './recorded-event.js';
import { absent } from './server-absent.js';
import { verdictOn } from './server-versions.js';
import { CHECK } from './stream-names.js';
import { leading, members, sharing } from './surroundings.js';
import { followsThroughCut, lostRaces, type RemovalName, removalsAllowed, timesOf, tried } from './trying.js';

const UNHEARD = () => undefined;

/** A median above that makes each command slow, in milliseconds. */
const SLOW_MS = 50;

type Question = Readonly<{
  code: string;
  asked: Words;
  answer: (asked: Asked) => Promise<Answer>;
  /** Where it is answered badly, nothing that comes after can be asked. */
  isNeeded?: true;
}>;

async function version({ connection }: Asked): Promise<Answer> {
  const said = await connection.version();
  const verdict = verdictOn(said);
  if (verdict.is === 'SOUND') return sound(said);
  const found = { vi: `${said}: ${verdict.why.vi}`, en: `${said}: ${verdict.why.en}` };
  if (verdict.is === 'DOUBTFUL') return { is: 'DOUBTFUL', found };
  return forbids(found, { vi: 'nâng máy chủ lên 23.10.6', en: 'bring the server to 23.10.6' });
}

/** @throws ServerAbsent, which ends the check, where no server is met. */
async function reading({ address, connection, names }: Asked): Promise<Answer> {
  try {
    for await (const _ of new Readings(connection, names, UNHEARD).lastFew(1)) break;
    return sound('được đọc $all', '$all may be read');
  } catch (error) {
    if (error instanceof StoreUnavailable && !(error instanceof StoreRefuses)) throw absent(address, error);
    if (!isDenied(error)) throw error;
    return forbids(
      { vi: 'người dùng này không được đọc $all', en: 'this user may not read $all' },
      {
        vi: 'kiểm tra mật khẩu; đặt metadata của $all: {"$acl":{"$r":["ledger","$admins"]}} (docs/operating.md)',
        en: 'check the password; set the metadata of $all: {"$acl":{"$r":["ledger","$admins"]}} (docs/operating.md)',
      },
    );
  }
}

async function sizes({ connection, names, largest }: Asked): Promise<Answer> {
  const { bytes, setting = 'MaxAppendSize' } = await appendLimitOf(connection, names, largest);
  if (bytes === undefined) return sound(`nhận ${largest} byte`, `takes the largest append, of ${largest} bytes`);
  const found = {
    vi: `${setting} ${bytes}, cần ${largest} byte`,
    en: `${setting} ${bytes}, the largest append has ${largest} bytes`,
  };
  return bytes >= largest ? { is: 'SOUND', found } : forbids(found, LARGER[setting]);
}

const LARGER: Readonly<Record<SizeSetting, Words>> = {
  MaxAppendSize: {
    vi: 'đặt EVENTSTORE_MAX_APPEND_SIZE=4194304 trên mọi nút, hoặc giảm RULEBOOK_BODY_LIMIT',
    en: 'set EVENTSTORE_MAX_APPEND_SIZE=4194304 on every node, or lower RULEBOOK_BODY_LIMIT',
  },
  MaxAppendEventSize: {
    vi: 'bỏ EVENTSTORE_MAX_APPEND_EVENT_SIZE trên mọi nút',
    en: 'leave EVENTSTORE_MAX_APPEND_EVENT_SIZE unset on every node',
  },
};

/** The first event: whoever looks for the end of this log finds it at once. */
async function writing({ connection, names, stream }: Asked): Promise<Answer> {
  const { credentials, patience } = connection;
  const options = { expectedRevision: NO_STREAM, requiresLeader: true, deadline: 2 * patience, credentials } as const;
  try {
    await connection.ask((client) =>
      client.appendToStream(names.onServer(stream), proposalOf(encoded(tried())), options),
    );
    return sound('được ghi', 'may be written');
  } catch (error) {
    if (!isDenied(error)) throw error;
    return forbids(
      { vi: 'người dùng này không được ghi', en: 'this user may not write' },
      { vi: 'cho nhóm "ledger" quyền ghi (docs/operating.md)', en: 'let the group "ledger" write (docs/operating.md)' },
    );
  }
}

async function racing({ stream, ...asked }: Asked): Promise<Answer> {
  const { lost, races } = await lostRaces(stream, opening(asked));
  if (lost === 0) return sound(`${races} lần, mỗi lần đúng một bên thắng`, `${races} races, one winner in each`);
  return forbids(
    {
      vi: `${lost} trong ${races} lần không đúng một bên thắng`,
      en: `${lost} of ${races} races had not exactly one winner`,
    },
    { vi: 'đây không phải EventStoreDB: đừng dùng', en: 'this is no EventStoreDB: do not use it' },
  );
}

async function following({ stream, ...asked }: Asked): Promise<Answer> {
  if (await followsThroughCut(stream, opening(asked))) {
    return sound(
      'theo dõi lại từ một sự kiện: sự kiện kế tiếp tới, không trùng',
      'followed again from an event: the next one comes, none twice',
    );
  }
  return forbids(
    {
      vi: 'theo dõi lại từ một sự kiện, sự kiện kế tiếp không tới',
      en: 'followed again from an event, the next one does not come',
    },
    {
      vi: 'xem nhật ký của nút; nó có nghe được các nút khác không',
      en: 'see the log of the node: does it hear the others?',
    },
  );
}

async function times({ stream, ...asked }: Asked): Promise<Answer> {
  const { append, read, count } = await timesOf(stream, opening(asked));
  const inWords = `append p50 ${ms(append.p50)}, p99 ${ms(append.p99)}; read p50 ${ms(read.p50)}, p99 ${ms(read.p99)} (n=${count})`;
  if (append.p50 <= SLOW_MS) return sound(inWords);
  return {
    ...sound(inWords),
    is: 'DOUBTFUL',
    remedy: {
      vi: 'mạng hoặc đĩa chậm: mỗi lệnh chờ lâu như vậy',
      en: 'slow network or disk: each command waits that long',
    },
  };
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

const REMOVES: Readonly<Record<RemovalName, string>> = {
  metadata: 'đổi metadata',
  delete: 'xoá',
  tombstone: 'kết thúc hẳn',
};

async function removing({ connection, names, stream }: Asked): Promise<Answer> {
  const allowed = await removalsAllowed(connection, names.onServer(stream));
  if (allowed.length === 0)
    return sound('xoá, kết thúc, cắt đều bị từ chối', 'delete, tombstone and metadata are denied');
  return forbids(
    {
      vi: `chính người dùng của dịch vụ làm được: ${allowed.map((removal) => REMOVES[removal]).join(', ')}`,
      en: `the service's own user may: ${allowed.join(', ')}`,
    },
    {
      vi: 'đặt quyền mặc định trong $settings: $d, $mw chỉ cho $admins (docs/operating.md)',
      en: 'set the default list in $settings: $d and $mw for $admins alone (docs/operating.md)',
    },
  );
}

function opening({ url }: Pick<Asked, 'url'>): () => Promise<EventStoreDbEventStore> {
  return () => EventStoreDbEventStore.open(url, { categories: [CHECK], writesNothing: true });
}

/** In the order of asking. */
export const QUESTIONS: readonly Question[] = [
  { code: 'READING', asked: { vi: 'Quyền đọc', en: 'Reading' }, answer: reading, isNeeded: true },
  { code: 'VERSION', asked: { vi: 'Phiên bản', en: 'Version' }, answer: version, isNeeded: true },
  { code: 'MEMBERS', asked: { vi: 'Các nút', en: 'Nodes' }, answer: members },
  { code: 'LEADING', asked: { vi: 'Nút dẫn đầu', en: 'Leader' }, answer: leading },
  { code: 'SHARING', asked: { vi: 'Dùng chung', en: 'Sharing' }, answer: sharing },
  { code: 'SIZES', asked: { vi: 'Cỡ ghi', en: 'Sizes' }, answer: sizes },
  { code: 'WRITING', asked: { vi: 'Quyền ghi', en: 'Writing' }, answer: writing, isNeeded: true },
  { code: 'RACING', asked: { vi: 'Ghi tranh', en: 'Racing writes' }, answer: racing },
  { code: 'FOLLOWING', asked: { vi: 'Theo dõi', en: 'Following' }, answer: following },
  { code: 'TIMES', asked: { vi: 'Thời gian', en: 'Round trips' }, answer: times },
  { code: 'REMOVING', asked: { vi: 'Quyền xoá', en: 'Removing' }, answer: removing },
];
