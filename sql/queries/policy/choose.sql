INSERT INTO policy_choice (policy_id, since, chosen_by) VALUES ($1, $2, $3)
