// Run by mongosh: initiates the replica set unless that is done, and waits until it has a primary.
const members = ['mongodb-1', 'mongodb-2', 'mongodb-3'].map((host, _id) => ({ _id, host: `${host}:27017` }));
try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  rs.initiate({ _id: 'thidua', members });
}
while (!rs.status().members.some(({ stateStr }) => stateStr === 'PRIMARY')) sleep(500);
