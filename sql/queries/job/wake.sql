SELECT pg_notify('tirkeu_job', '')
