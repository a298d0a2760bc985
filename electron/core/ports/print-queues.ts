/** A queue of the printing service. `reasons`: keywords of RFC 8011 (media-empty-error, connecting-to-device …); `message`: its own words. */
export interface PrintQueue {
  readonly name: string;
  readonly stopped: boolean;
  readonly accepting: boolean;
  readonly reasons: readonly string[];
  readonly message: string;
}

/** `held` waits for a person at the printing service; `printed` only when the printer took all of it. */
export type PrintProgress = 'waiting' | 'printing' | 'held' | 'printed' | 'cancelled' | 'aborted';

/**
 * Port to the computer's printing service (CUPS). Errors: device/printer.service-away (nothing was sent), device/printer.queue-missing,
 * device/printer.refused; unknown/printer.outcome-unknown when a paper was sent and no answer came.
 */
export interface PrintQueues {
  list(): Promise<readonly PrintQueue[]>;
  /** Sends a PDF once, under a name of ours. Returns the service's number of the job. */
  print(queue: string, name: string, pdf: Uint8Array): Promise<number>;
  /** undefined: the service does not know the job (any more). */
  progress(queue: string, job: number): Promise<{ readonly progress: PrintProgress; readonly message: string } | undefined>;
  /** The job of that name, also a finished one. Never sends anything. */
  find(queue: string, name: string): Promise<number | undefined>;
}
