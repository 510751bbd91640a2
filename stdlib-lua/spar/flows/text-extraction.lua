-- Text extraction: records, fields and spans out of running text.
return flow { skill = "text-extraction" }
