/** The centre says no: infcode -1 with these words. Whatever the transaction had begun is rolled back. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
