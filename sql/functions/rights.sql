-- Functions are made again whenever they change, so their rights are said again here.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION caller_role, caller_institution, caller_authorities, days_of TO tirkeu_web, tirkeu_worker, tirkeu_auditor;
GRANT EXECUTE ON FUNCTION premises_lock, hold_take, hold_release, person_lock, register_conflicts, register_conflicts_told, register_premises,
    register_enter, register_settle, person_elsewhere, check_register, check_forecast, premises_open, premises_set_places,
    petition_make_child, petition_set_policy, petition_split, petition_difference, is_found_by_comparing, rows_of_persons, siblings_of, rows_in_siblings,
    attachments_require TO tirkeu_web;
GRANT EXECUTE ON FUNCTION persons_known, check_register, check_forecast, premises_lock, premises_extend, hold_release,
    petition_carry, siblings_of, rows_in_siblings, is_found_by_comparing, petition_split, check_content, petition_difference,
    attachments_require, attachments_follow TO tirkeu_worker;
