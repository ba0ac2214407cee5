"""Teams of connectors, as an administrator forms them. No record of anybody helped is read here."""
