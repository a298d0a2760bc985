import type { WritableDb } from '../../electron/core/db/database.ts';

const AT = '2023-06-13T00:00:00.000Z';

/** Rows as each version of the schema wrote them, in plain SQL: a migration must carry them on, whatever the program of today writes. */
export const ROWS: Readonly<Record<number, string>> = {
  10: `
    INSERT INTO clerk (id, name, role, pin_hash) VALUES ('A01', '收费员甲', 'clerk', 'salt:hash');
    INSERT INTO session (run_id, clerk_id, opened_at) VALUES ('run-1', 'A01', '${AT}');
    INSERT INTO audit (at, clerk_id, event, subject_id, facts_text) VALUES ('${AT}', 'A01', 'signed-in', NULL, '{}');
    INSERT INTO keyed_request (key, request_hash, result_id, done_at) VALUES ('key-0', 'hash', 'result', '${AT}');
    INSERT INTO message_counter (window_number, second_text, counter) VALUES ('03', '20230613080000', 7);`,
  20: `
    INSERT INTO patient (id, name, cert_type, cert_number, sex, seen_at) VALUES ('patient-1', '示例甲', 'id-card', 'C1', 'male', '${AT}');
    INSERT INTO coverage (id, patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, balance_fen, source, as_of)
      VALUES ('coverage-1', 'patient-1', '310', '11', '210200', 1, '1', 150000, 'centre', '${AT}');
    INSERT INTO eligibility_check (coverage_id, eligible, in_hospital_elsewhere, asked_at) VALUES ('coverage-1', 1, 0, '${AT}');
    INSERT INTO accumulator (coverage_id, year, kind, value_fen, source, as_of) VALUES ('coverage-1', 2023, 'deductible', 85000, 'centre', '${AT}');
    INSERT INTO credit_standing (patient_id, standing, limit_fen, available_fen, as_of) VALUES ('patient-1', 'available', 1000000, 1000000, '${AT}');`,
  30: `
    INSERT INTO his_file (name, sha256, outcome, line_count, at) VALUES ('1-charge.jsonl', 'hash', 'taken', 1, '${AT}');
    INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at) VALUES ('O1', 'C1', '${AT}', '{}', '${AT}');
    INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check, admitted_at, clerk_id)
      VALUES ('stay-1', 'ZY1', 'O1', 'patient-1', 'coverage-1', 'credit', 'in-hospital', '示例家属', '138', 'self-seen', '${AT}', 'A01');
    INSERT INTO charge_item (order_number, line_number, occurred_at, item_code, hospital_item_code, name, quantity, unit_price, amount_fen,
        department_code, department_name, doctor_code, doctor_name, received_at)
      VALUES ('O1', '1', '${AT}', 'I', 'H', '示例', '1.0000', '12.340000', 1234, 'D', '科', 'DR', '医', '${AT}');
    INSERT INTO waiting_notice (order_number, body_text, received_at) VALUES ('O9', '{}', '${AT}');`,
  40: `
    INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('charges', 'centre', 'stay-1', 'key-1', '${AT}', '${AT}');
    INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('credit-lock', 'bank', 'stay-1', 'key-1', '${AT}', '${AT}');
    INSERT INTO attempt (message_id, act_id, request_text, sent_at) VALUES ('message-1', 1, '{}', '${AT}');
    INSERT INTO attempt_answer (message_id, outcome, seen_at) VALUES ('message-1', 'unknown', '${AT}');
    INSERT INTO charge_sending (act_id, order_number, line_number) VALUES (1, 'O1', '1');
    INSERT INTO charge_result (order_number, line_number, class, self_paid_fen, over_cap_fen, first_share_fen, in_scope_fen, source_message_id)
      VALUES ('O1', '1', '01', 0, 0, 0, 1234, 'message-1');
    INSERT INTO credit_order (act_id, amount_fen) VALUES (2, 320000);`,
  50: `
    INSERT INTO claim (id, encounter_id, state) VALUES ('claim-1', 'stay-1', 'draft');
    INSERT INTO settlement (id, claim_id, standing, source_message_id, centre_number, total_fen, self_paid_fen, over_cap_fen, first_share_fen,
        deductible_fen, pooled_fund_fen, large_amount_fen, serious_illness_fen, assistance_fen, other_funds_fen, account_fen,
        in_scope_own_share_fen, settled_at, detail_text)
      VALUES ('settlement-1', 'claim-1', 'final', 'message-1', 'J1', 1000, 100, 0, 50, 200, 500, 0, 0, 0, 0, 0, 400, '${AT}', '{}');
    INSERT INTO difference (settlement_id, cause, amount_fen, facts_text) VALUES ('settlement-1', 'stay-count', -14450, '{}');
    INSERT INTO credit_entry (encounter_id, kind, amount_fen, bank_number, act_id, at) VALUES ('stay-1', 'lock', 320000, 'KY1', 2, '${AT}');
    INSERT INTO paper (id, encounter_id, kind, copy, content_text, clerk_id, asked_at) VALUES ('paper-1', 'stay-1', 'unsettled-notice', 1, '{}', 'A01', '${AT}');
    INSERT INTO paper_file (paper_id, file_name, sha256, made_at) VALUES ('paper-1', 'a.pdf', 'hash', '${AT}');`,
  60: `
    INSERT INTO catalogue_item (item_code, name, class, first_share, price_cap, received_at) VALUES ('I', '示例', 'B', '0.1000', NULL, '${AT}');`,
  100: `
    INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('message-reversal', 'centre', 'stay-1', 'key-2', '${AT}', '${AT}');
    INSERT INTO act_target (act_id, message_id, transaction_number) SELECT max(id), 'message-1', '2304' FROM act;
    INSERT INTO recall (key, encounter_id, depth, reason, clerk_id, asked_at) VALUES ('key-3', 'stay-1', 'settlement', '示例', 'A01', '${AT}');
    INSERT INTO recall_decision (recall_id, approved, clerk_id, decided_at) VALUES (1, 0, 'A01', '${AT}');
    INSERT INTO withdrawal (encounter_id, reason, clerk_id, at) VALUES ('stay-1', '示例', 'A01', '${AT}');
    INSERT INTO centre_entry (encounter_id, reversal, settlement_number, visit_number, person_number, message_id, scheme_code, clearing_type, agency_code,
        settled_at, day_on, total_fen, fund_fen, account_fen, assumed)
      VALUES ('stay-1', 1, 'J2', 'M1', 'P1', 'message-2', '310', '21', '210200', '${AT}', '2023-06-13', -1000, -500, 0, 0);`,
  101: `
    INSERT INTO statement_run (day_on, compared_at) VALUES ('2023-06-13', '${AT}');
    INSERT INTO statement_group VALUES (1, '310', '21', '210200', 1, 1000, 500, 0, 0, '示例');
    INSERT INTO statement_difference (run_id, identity, cause, entry_id, encounter_id, reversal, settlement_number, message_id, person_number, here_fen,
        said_here, said_there)
      VALUES (1, 'never-there J1', 'never-there', 1, 'stay-1', 0, 'J1', 'message-1', 'P1', 1000, '', '');
    INSERT INTO difference_handling (identity, action, note, clerk_id, at) VALUES ('never-there J1', 'to-finance', '示例', 'A01', '${AT}');
    INSERT INTO statement_confirmation (day_on, run_id, clerk_id, at) VALUES ('2023-06-13', 1, 'A01', '${AT}');`,
  102: `
    INSERT INTO download (list, source, watermark, row_count, fetched_at) VALUES ('catalogue', 'centre', '2023-06-01 00:00:00', 1, '${AT}');
    INSERT INTO dictionary_entry (dictionary, code, name, parent_code, valid, as_of) VALUES ('insutype', '310', '职工', '', 1, '${AT}');
    INSERT INTO insurance_item (item_code, name, grade, list_type, valid, changed_text, as_of) VALUES ('I', '示例', '01', '201', 1, '', '${AT}');`,
  110: `
    INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('charges-removal', 'centre', 'stay-1', 'key-4', '${AT}', '${AT}');
    INSERT INTO charge_removal (act_id, line_number) SELECT max(id), '1' FROM act;
    INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('charges-comparison', 'centre', 'stay-1', 'key-4', '${AT}', '${AT}');
    INSERT INTO charge_finding (act_id, shown, missing, strange, found_at) SELECT max(id), 1, 1, 0, '${AT}' FROM act;
    INSERT INTO act_refusal (act_id, attempts, words, at) SELECT max(id), 0, '示例', '${AT}' FROM act;`,
  200: `
    INSERT INTO shift VALUES ('03-20230613-1', '03', 'A01', '2023-06-13', '${AT}', 0);
    BEGIN;
    INSERT INTO posting_line VALUES (1, 1, 'cash-drawer', '03-20230613-1', 100000), (1, 2, 'float-fund', '03-20230613-1', -100000);
    INSERT INTO posting (id, kind, shift_id, clerk_id, at, business_on, receipt_number, facts_text, hash)
      VALUES (1, 'float-in', '03-20230613-1', 'A01', '${AT}', '2023-06-13', 'Y03000001', '{}', '${'a'.repeat(64)}');
    INSERT INTO posting_line VALUES (2, 1, 'cash-drawer', '03-20230613-1', -100000), (2, 2, 'float-fund', '03-20230613-1', 100000);
    INSERT INTO posting (id, kind, shift_id, clerk_id, at, business_on, reverses_id, facts_text, hash)
      VALUES (2, 'float-in', '03-20230613-1', 'A01', '${AT}', '2023-06-13', 1, '{}', '${'b'.repeat(64)}');
    COMMIT;
    INSERT INTO shift_seal VALUES (1, '03-20230613-1', '{}', '${'a'.repeat(64)}', '${AT}', 'A01'), (2, '03-20230613-1', '{}', '${'b'.repeat(64)}', '${AT}', 'A01');
    INSERT INTO shift_seal_void VALUES (1, 'again', 'A01', '${AT}');
    INSERT INTO shift_stay VALUES ('stay-1', '03-20230613-1', '${AT}');`,
  210: `
    INSERT INTO wallet_order (id, kind, channel, encounter_id, move, amount_fen, shift_id, clerk_id, facts_text, asked_at)
      VALUES ('order-1', 'pay', 'wechat', 'stay-1', 'collected', 23600, '03-20230613-1', 'A01', '{}', '${AT}');
    INSERT INTO wallet_answer (order_id, outcome, words, seen_at) VALUES ('order-1', 'unknown', 'no answer', '${AT}');
    INSERT INTO refund_request VALUES (1, 'stay-1', 2, 29000, '示例己', '6222', '示例银行', '', '余款', 'A01', '${AT}');
    INSERT INTO refund_request_step VALUES (1, 'approved', 'A01', NULL, '${AT}');
    INSERT INTO till_paper VALUES ('till-paper-1', 'deposit-receipt', 'Y03000001', 1, '{}', 'A01', '${AT}');
    INSERT INTO till_paper_file VALUES ('till-paper-1', 'a.pdf', 'hash', '${AT}');`,
  300: `
    INSERT INTO credential_check (patient_id, kind, clerk_id, at) VALUES ('patient-1', 'card', 'A01', '${AT}');
    INSERT INTO encounter_agent (encounter_id, kind, name, cert_number, relation, phone)
      VALUES ('stay-1', 'agent', '示例代办', 'C9', 'spouse', '13800000000');
    INSERT INTO stay_code (code, encounter_id) VALUES ('HMS1', 'stay-1');`,
  301: `
    INSERT INTO filing_reading (coverage_id, filings_text, source, as_of) VALUES ('coverage-1', '[]', 'centre', '${AT}');
    INSERT INTO hardship_reading (patient_id, aid_class, source, words, as_of) VALUES ('patient-1', 'minimum-living', 'centre', '低保', '${AT}');
    INSERT INTO check_proof (encounter_id, result, facts_text, at, before_hash, hash) VALUES ('stay-1', 'offline', '{}', '${AT}', '', 'hash-1');`,
  302: `UPDATE clerk SET office = 'administrator' WHERE id = 'A01';`,
  303: `
    UPDATE encounter SET waiver = 'green-channel', waiver_reason = '抢救', waiver_approver_id = 'A01' WHERE id = 'stay-1';
    INSERT INTO injury_statement (encounter_id, injured, other_payer, extent, words, promised, clerk_id, at)
      VALUES ('stay-1', 1, 'third-party', 'all-lines', '', 1, 'A01', '${AT}');
    INSERT INTO injury_finding (encounter_id, finding, words, clerk_id, at) VALUES ('stay-1', 'insured', '', 'A01', '${AT}');
    INSERT INTO bank_consent (order_number, patient_id, given, signed_by, text_version, clerk_id, at)
      VALUES ('O1', 'patient-1', 1, 'self', '1', 'A01', '${AT}');`,
  780: `INSERT INTO clerk (id, name, role, pin_hash, office) VALUES ('F01', '财务戊', 'clerk', 'salt:hash', 'finance');`,
  770: `INSERT INTO catalogue_item (item_code, name, class, first_share, received_at, limits_text) VALUES ('I-770', '示例', 'A', '0.0000', '${AT}', '{}');`,
  760: `
    INSERT INTO act (id, kind, line, encounter_id, key, created_at, due_at) VALUES (760, 'interim-settlement', 'centre', 'visit-1', 'key-760', '${AT}', '${AT}'),
      (761, 'interim-settlement-reversal', 'centre', 'visit-1', 'key-761', '${AT}', '${AT}');
    INSERT INTO interim_order VALUES (760, '2023-12-31', '示例');
    INSERT INTO interim_line SELECT 760, order_number, line_number FROM charge_item LIMIT 1;
    INSERT INTO interim_final VALUES ('settlement-1', 760);
    INSERT INTO interim_back VALUES (761, 760);`,
  730: `INSERT INTO act_trouble SELECT min(id), 'failed', 1, 'x', '${AT}', '${AT}' FROM act;`,
  720: `
    INSERT INTO his_outlet VALUES (1, 'stay-1', '{}', '${AT}');
    INSERT INTO his_outlet_last VALUES ('stay-1', '{}', 0);
    INSERT INTO his_outlet_written VALUES (1, 'a.jsonl', '${AT}');`,
  650: `
    INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at) VALUES ('LOCAL-1', 'C1', '${AT}', '{}', '${AT}');
    INSERT INTO order_link VALUES (1, 'stay-1', 'LOCAL-1', 'O1', '${AT}', '${AT}', 'A01', '${AT}');
    INSERT INTO charge_move SELECT 1, 'LOCAL-1', '1', order_number, line_number, 'order-linked', 'A01', '${AT}' FROM charge_item LIMIT 1;`,
  590: `INSERT INTO consent_signer VALUES ('O1', '示例代办', 'C9', 'spouse', '13800000000');`,
  660: '',
  304: `
    INSERT INTO patient (id, name, cert_type, cert_number, sex, seen_at) VALUES ('patient-local', '无名氏', 'other', 'LOCAL1', 'unknown', '${AT}');
    INSERT INTO patient_merge (encounter_id, kind, from_patient_id, to_patient_id, from_order_number, to_order_number, reason, clerk_id, at)
      VALUES ('stay-1', 'merge', 'patient-local', 'patient-1', 'O1', 'O1', '身份证', 'A01', '${AT}');
    INSERT INTO name_key (patient_id, initials) VALUES ('patient-1', 'SLJ');
    INSERT INTO registration_change (encounter_id, from_coverage_id, to_coverage_id, clerk_id, at)
      VALUES ('stay-1', 'coverage-1', 'coverage-1', 'A01', '${AT}');`,
  305: `
    INSERT INTO paper (id, encounter_id, kind, copy, content_text, clerk_id, asked_at) VALUES ('paper-2', 'stay-1', 'wristband', 1, '{}', 'A01', '${AT}');`,
  306: `INSERT INTO pre_check (order_number, finding, asked_at) VALUES ('O1', 'no-filing', '${AT}');`,
  312: `
    INSERT INTO premium_payment (coverage_id, paid_on, clerk_id, at) VALUES ('coverage-1', '2023-01-05', 'A01', '${AT}');
    INSERT INTO chronic_reading (coverage_id, registrations_text, as_of) VALUES ('coverage-1', '[]', '${AT}');
    INSERT INTO consent_withdrawal VALUES ('O1', 'A01', '${AT}');`,
  311: `INSERT INTO day_attendance VALUES ('stay-1', '2023-11-13', 'A01', '${AT}');`,
  310: `INSERT INTO stay_change (encounter_id, source, before_text, after_text, reason, at) VALUES ('stay-1', 'his', '{}', '{}', '', '${AT}');`,
  313: '',
  400: `
    INSERT INTO leave (encounter_id, exit, contact_phone, settle_by_on, payee_name, payee_account, payee_bank, reason, clerk_id, at)
      VALUES ('stay-1', 'deposit-leave', '138', '2023-06-16', '示例甲', '6222', '示例银行', '', 'A01', '${AT}');`,
  420: `
    INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at, care_kind) VALUES ('MZ1', 'C1', '${AT}', '{}', '${AT}', 'outpatient');
    INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check, admitted_at, clerk_id, care_kind)
      VALUES ('visit-1', 'MZ1', 'MZ1', 'patient-1', 'coverage-1', 'deposit', 'registered', '', '', 'self-seen', '${AT}', 'A01', 'outpatient');
    INSERT INTO act (id, kind, line, encounter_id, key, created_at, due_at) VALUES (420, 'visit-charges', 'centre', 'visit-1', 'key-420', '${AT}', '${AT}');
    INSERT INTO attempt (message_id, act_id, request_text, sent_at) VALUES ('message-420', 420, '{}', '${AT}');
    INSERT INTO visit_choice (encounter_id, account) VALUES ('visit-1', 'none');
    INSERT INTO visit_batch VALUES ('MZ1-1', 'visit-1', 420, '${AT}');
    INSERT INTO visit_batch_line VALUES ('MZ1-1', '1', '1.0000', 1200);
    INSERT INTO visit_line_result VALUES ('MZ1-1', '1', '01', 0, 0, 0, 1200, '', 'message-420');
    INSERT INTO visit_account VALUES (420, 'own', 'MZ1-1');
    INSERT INTO visit_event (encounter_id, kind, reason, clerk_id, at) VALUES ('visit-1', 'opened', '', 'A01', '${AT}');
    INSERT INTO outpatient_year (coverage_id, year, deductible_fen, as_of) VALUES ('coverage-1', 2023, 70000, '${AT}');`,
  440: `
    INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('invoice-issue', 'invoice', 'stay-1', 'key-i', '${AT}', '${AT}');
    INSERT INTO invoice_order (act_id, posting_id) SELECT id, 2 FROM act WHERE kind = 'invoice-issue';
    INSERT INTO invoice (act_id, red, code, number, check_code, pick_up_code, amount_fen, issued_at)
      SELECT id, 0, '21022301', '0000000001', '123456', 'QP00000001', 1286040, '${AT}' FROM act WHERE kind = 'invoice-issue';
    INSERT INTO invoice_standing (act_id, paper_taken, booked, seen_at) SELECT act_id, 0, 0, '${AT}' FROM invoice;`,
  441: `
    INSERT INTO act (kind, line, encounter_id, key, created_at, due_at) VALUES ('credit-draw-reversal', 'bank', 'stay-1', 'key-r', '${AT}', '${AT}');
    INSERT INTO credit_entry (encounter_id, kind, amount_fen, bank_number, act_id, at)
      SELECT 'stay-1', 'draw-reversal', 314690, 'CZ1', id, '${AT}' FROM act WHERE kind = 'credit-draw-reversal';`,
  580: `
    INSERT INTO charge_share (order_number, line_number, payer, words, clerk_id, at)
      SELECT order_number, line_number, 'other', '示例', 'A01', '${AT}' FROM charge_item LIMIT 1;`,
  700: `INSERT INTO work_step (item_key, kind, owner_id, words, clerk_id, at) VALUES ('act-1', 'claim', 'A01', '', 'A01', '${AT}');`,
  402: `INSERT INTO case_step (encounter_id, settlement_id, step, words, clerk_id, at) VALUES ('stay-1', 'settlement-1', 'called', '示例', 'A01', '${AT}');`,
  401: `INSERT INTO recall_agreement (recall_id, office, clerk_id, at) VALUES (1, 'supervisor', 'A01', '${AT}');`,
  572: '',
  710: '',
  573: `
    INSERT INTO refund_refusal (request_id, reason, clerk_id, posting_id, at) SELECT id, '账号不符', 'A01', posting_id, '${AT}' FROM refund_request LIMIT 1;`,
  560: `
    INSERT INTO statement_file (id, source, day_on, name, sha256, taken_at) VALUES (1, 'wallet', '2023-06-13', 'wallet-20230613.csv', '${'a'.repeat(64)}', '${AT}');
    INSERT INTO statement_row VALUES (1, 2, 'wechat', 'WX1', '', 23600, '2023-06-13', 'done');
    INSERT INTO statement_refusal (name, sha256, row_number, column_name, reason, seen_at) VALUES ('card-20230613.csv', '', 3, '金额', 'amount', '${AT}');
    INSERT INTO day_difference_handling (day_on, identity, action, note, clerk_id, at) VALUES ('2023-06-13', 'posting 1', 'wait', '', 'A01', '${AT}');
    INSERT INTO day_confirmation (day_on, sums_text, clerk_id, at) VALUES ('2023-06-13', '[]', 'A01', '${AT}');`,
  442: `
    INSERT INTO print (id, paper_id, queue, clerk_id, asked_at) VALUES ('print-1', 'paper-1', 'front', 'A01', '${AT}');
    INSERT INTO print_seen (print_id, state, job, trouble, words, seen_at) VALUES ('print-1', 'printed', 1, '', '', '${AT}');`,
  562: `
    INSERT INTO limit_price VALUES ('X1', '1', '2023-01-01', NULL, '1200.000000', 1, '2023-06-01 00:00:00', '${AT}');`,
  570: `
    INSERT INTO act (id, kind, line, encounter_id, key, created_at, due_at) VALUES (570, 'credit-raise', 'bank', 'stay-1', 'key-570', '${AT}', '${AT}');
    INSERT INTO credit_entry (encounter_id, kind, amount_fen, bank_number, act_id, at) VALUES ('stay-1', 'raise', 10000, 'ZJ1', 570, '${AT}');
    INSERT INTO door_change (encounter_id, from_door, to_door, reason, clerk_id, at) VALUES ('stay-1', 'credit', 'deposit', '示例', 'A01', '${AT}');`,
  571: `
    INSERT INTO clearing_file (id, day_on, sha256, body_text, clerk_id, fetched_at) VALUES (1, '2023-06-13', '${'c'.repeat(64)}', '{}', 'A01', '${AT}');
    INSERT INTO clearing_row (file_id, bank_number, kind, amount_fen) VALUES (1, 'ZJ1', 'draw', 10000);
    INSERT INTO credit_cleared (entry_id, file_id, posting_id) SELECT max(id), 1, 1 FROM credit_entry;`,
  600: `
    INSERT INTO act (id, kind, line, encounter_id, key, created_at, due_at) VALUES (600, 'settlement-list', 'list', 'stay-1', 'key-600', '${AT}', '${AT}');
    INSERT INTO list_order (act_id, settlement_id) SELECT 600, max(id) FROM settlement;`,
  670: '',
  671: '',
  750: `INSERT INTO patient (id, name, cert_type, cert_number, sex, card_number, seen_at) VALUES ('patient-750', '示例庚', 'id-card', 'C750', 'male', 'K750', '${AT}');`,
  740: `INSERT INTO till_paper (id, kind, subject, copy, content_text, clerk_id, asked_at) VALUES ('paper-740', 'deposit-reminder', '示例病区', 1, '{}', 'A01', '${AT}');`,
  673: `INSERT INTO discharge_plan (order_number, leaves_on, received_at) VALUES ('O7', '2023-06-14', '${AT}');`,
  672: `
    INSERT INTO share_request (id, encounter_id, kind, settled_id, amount_fen, reason, clerk_id, asked_at)
      VALUES (1, 'stay-1', 'relief', 1, 100, '示例', 'A01', '${AT}'), (2, 'stay-1', 'arrears', 1, 100, '示例', 'A01', '${AT}');
    INSERT INTO share_decision (request_id, approved, reason, clerk_id, decided_at) VALUES (1, 1, '', 'A01', '${AT}');`,
};

/** One more stay of its own person, for tests that need several. Returns its id. */
export function seedStay(db: WritableDb, n: number): string {
  const id = `stay-of-test-${n}`;
  db.exec(`
    INSERT OR IGNORE INTO clerk (id, name, role, pin_hash) VALUES ('T01', '收费员', 'clerk', 'salt:hash');
    INSERT INTO patient (id, name, cert_type, cert_number, sex, seen_at) VALUES ('patient-t${n}', '示例', 'id-card', 'T${n}', 'male', '${AT}');
    INSERT INTO coverage (id, patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, source, as_of)
      VALUES ('coverage-t${n}', 'patient-t${n}', '310', '11', '210200', 1, '1', 'centre', '${AT}');
    INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at) VALUES ('OT${n}', 'T${n}', '${AT}', '{}', '${AT}');
    INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check, admitted_at, clerk_id)
      VALUES ('${id}', 'ZYT${n}', 'OT${n}', 'patient-t${n}', 'coverage-t${n}', 'credit', 'in-hospital', '示例家属', '138', 'self-seen', '${AT}', 'T01');`);
  return id;
}
