import { type Answer, type Asked, forbids, sound } from './answers.js';
import { leftOut, membersOf } from './members.js';
import { Readings } from './readings.js';
import { StreamNames } from './stream-names.js';

/** How long a server is searched for what others wrote, in milliseconds: some four million events. */
const SEARCHED_MS = 20_000;

/** Whether the URL names all nodes of the cluster. */
export async function members({ address, connection }: Asked): Promise<Answer> {
  const nodes = await membersOf(connection);
  const missing = leftOut(address, nodes);
  if (missing === undefined) return sound(`${nodes.length} nút: ${nodes.join(', ')}`, nodes.join(', '));
  return forbids(
    { vi: `URL chỉ nêu ${missing.vi}`, en: `the URL names ${missing.en}` },
    { vi: 'nêu đủ các nút trong EVENT_STORE', en: 'name all of them in EVENT_STORE' },
  );
}

/** Whether it can be asked who leads, which every refusal waits for. */
export async function leading({ connection }: Asked): Promise<Answer> {
  if (await connection.namesLeader())
    return sound('đa số các nút nêu nút dẫn đầu', 'a majority of the nodes names the leader');
  return forbids(
    {
      vi: 'không hỏi được đa số các nút xem nút nào dẫn đầu: mọi lệnh không hợp lệ sẽ nhận 503',
      en: 'no majority of the nodes could be asked which one leads: each refusal would be 503',
    },
    {
      vi: 'cho máy này tới được từng nút theo tên mà cụm gọi nó (EVENTSTORE_NODE_HOST_ADVERTISE_AS, cổng 2113)',
      en: 'let this machine reach each node under the name that the cluster has for it (EVENTSTORE_NODE_HOST_ADVERTISE_AS, port 2113)',
    },
  );
}

/** Whether others write to the server. Where the ledger has a name, they may do as they like. */
export async function sharing({ address, connection }: Asked): Promise<Answer> {
  const { ledger } = address;
  if (ledger !== undefined) return sound(`sổ có tên riêng: ${ledger}`, `the ledger has a name of its own: ${ledger}`);
  const searched = AbortSignal.timeout(SEARCHED_MS);
  const ofLedger = new StreamNames();
  const other = await new Readings(connection, ofLedger, () => undefined).streamOfOthers(searched);
  if (other !== undefined) {
    return {
      is: 'DOUBTFUL',
      found: {
        vi: `${other} là của ứng dụng khác, và sổ không có tên riêng`,
        en: `${other} is of others, and the ledger has no name`,
      },
      remedy: {
        vi: 'đặt tên cho sổ trong EVENT_STORE (ledger=) trước khi ghi; sổ đã có dữ liệu thì chuyển bằng "move"',
        en: 'name the ledger in EVENT_STORE (ledger=) before anything is recorded; one that holds events moves there by "move"',
      },
    };
  }
  if (!searched.aborted) return sound('không có luồng của ứng dụng khác', 'no stream of others');
  return {
    is: 'DOUBTFUL',
    found: {
      vi: `chưa thấy luồng của ứng dụng khác sau ${SEARCHED_MS / 1000} giây tìm từ cuối; phần trước chưa tìm`,
      en: `no stream of others in ${SEARCHED_MS / 1000} s of search backwards from the end; what is before was not looked at`,
    },
  };
}
