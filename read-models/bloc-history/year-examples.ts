/** Where a value comes from, as in every example below. */
export const RECORDING = {
  event: { id: '0192f0c1-8a52-5b3e-9c6d-3f1f7a1f6c55', stream: 'emulationYear-cum-7-tinh--2024', revision: 12 },
  occurredOn: { date: '2025-03-22' },
  recordedAt: '2025-03-22T08:00:00.000Z',
  mode: 'ACT',
  warnings: [],
} as const;

/** A field that is an object with its recording; the example shows its shape. */
export function shown(description: string, example: object) {
  return { type: 'object', additionalProperties: true, description, example } as const;
}

/** A field that is a list of such objects. */
export function list(description: string, example: object) {
  return {
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description,
    example: [example],
  } as const;
}

/** The value as it is shown with its source. */
export function sourced(value: object): object {
  return { value, recording: RECORDING };
}
