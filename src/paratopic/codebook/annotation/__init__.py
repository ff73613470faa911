"""What people coded: tables, tools, samples, agreement and adjudication."""
