"""What leaves the reports: documents, what was published, links for partners, letters that a report is there."""
