/** Counts the notes of each subject and keeps their texts, so that an event lost or folded twice shows. */
export const notes = {
  name: 'notes',
  version: 1,
  key: ({ data }) => `subject-${Number(data.text) % 300}`,
  on: { Noted: (row, { data }) => ({ count: (row?.count ?? 0) + 1, said: `${row?.said ?? ''} ${data.text}` }) },
  indexes: [['count']],
  streams: () => ['unit-notes'],
};
