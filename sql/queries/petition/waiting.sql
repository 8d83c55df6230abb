-- Those of some drafts whose rows ask for more places than there are on some day.
SELECT draft.id FROM unnest($1::bigint[]) AS draft (id)
WHERE EXISTS (SELECT FROM check_forecast(draft.id) WHERE held + registered + asked > places)
ORDER BY draft.id
