"""Weekly looks at what a machine can check: websites, phone numbers, postcodes."""
