INSERT INTO header_spelling (institution_id, spelling, header, meaning, taught_by, taught_at)
SELECT $1, lesson.spelling, lesson.header, nullif(lesson.meaning, ''), $5, $6
FROM unnest($2::text[], $3::text[], $4::text[]) AS lesson(spelling, header, meaning)
ON CONFLICT (institution_id, spelling) DO UPDATE
    SET header = excluded.header, meaning = excluded.meaning, taught_by = excluded.taught_by, taught_at = excluded.taught_at
