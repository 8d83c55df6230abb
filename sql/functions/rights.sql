-- Functions are made again whenever they change, so their rights are said again here.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION caller_role, caller_institution, caller_authorities, days_of TO tirkeu_web, tirkeu_worker, tirkeu_auditor;
GRANT EXECUTE ON FUNCTION premises_lock, hold_take, hold_release, person_lock, register_conflicts, register_premises,
    register_enter, register_settle, person_elsewhere, check_register, check_forecast, premises_open, premises_set_places,
    petition_make_child, petition_split TO tirkeu_web;
GRANT EXECUTE ON FUNCTION persons_known, check_register, check_forecast, check_twins, petition_split, premises_lock, premises_extend,
    hold_release TO tirkeu_worker;
