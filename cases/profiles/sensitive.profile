# Biometric and medical information, and other kinds whose class is disputed: a population for the tiers. Nothing here is
# measured: round numbers on both sides of 50, 500 and 5,000.

[profile]
title = "tiers of information"

[[variant]]
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["biometric"], ["health"], ["stigmatising_health"], ["under_14", "name"], ["name", "id_number"], ["name", "home_address"], ["criminal_record"], ["transaction"], ["name", "phone"]] }
items = { draw = "one_of", values = [12, 30, 60, 300, 600, 3000, 6000, 20000, 60000] }
obtained_in = { draw = "one_of", values = ["none", "duty"], weights = [3, 1] }
counts = { persons = { draw = "times", of = "dataset.d.items", by = 0.9 } }

[[variant.act]]
id = "a"
by = ["p"]
does = { draw = "one_of", values = ["provide", "steal"] }
dataset = "d"
on = 2025-03-01
gains = 0
