DELETE FROM petition_issue WHERE petition_id = $1
