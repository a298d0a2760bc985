import type { Migration } from '../migrate.ts';

/**
 * What a window asks all day must not read all people and orders of the years: which orders nobody was admitted on, whose name nobody spelled, and
 * the last check of a coverage each have a way of their own.
 */
export const readingPaths: Migration = {
  number: 660,
  name: 'reading-paths',
  sql: `
ALTER TABLE admission_order ADD COLUMN taken INTEGER NOT NULL DEFAULT 0 CHECK (taken IN (0, 1)); -- somebody was admitted on it
UPDATE admission_order SET taken = 1 WHERE order_number IN (SELECT order_number FROM encounter);
CREATE INDEX admission_order_waiting ON admission_order (care_kind, issued_at) WHERE taken = 0;
CREATE TRIGGER encounter_takes_order AFTER INSERT ON encounter BEGIN
  UPDATE admission_order SET taken = 1 WHERE order_number = NEW.order_number;
END;
CREATE TRIGGER encounter_changes_order AFTER UPDATE OF order_number ON encounter WHEN OLD.order_number <> NEW.order_number BEGIN
  UPDATE admission_order SET taken = 0 WHERE order_number = OLD.order_number;
  UPDATE admission_order SET taken = 1 WHERE order_number = NEW.order_number;
END;

ALTER TABLE patient ADD COLUMN spelled INTEGER NOT NULL DEFAULT 0 CHECK (spelled IN (0, 1)); -- the initials of the name are in name_key
UPDATE patient SET spelled = 1 WHERE id IN (SELECT patient_id FROM name_key);
CREATE INDEX patient_unspelled ON patient (id) WHERE spelled = 0;
CREATE TRIGGER name_key_spells AFTER INSERT ON name_key BEGIN
  UPDATE patient SET spelled = 1 WHERE id = NEW.patient_id;
END;
CREATE TRIGGER name_key_goes AFTER DELETE ON name_key BEGIN
  UPDATE patient SET spelled = 0 WHERE id = OLD.patient_id;
END;

CREATE INDEX eligibility_check_by_coverage ON eligibility_check (coverage_id, id);
`,
};
