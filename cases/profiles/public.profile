# Information that was public, that was handled on a formal consent, or in breach of a norm that protects something else: a
# population for the border of the offence. Nothing here is measured.

[profile]
title = "public information, consent and blank norms"

[[variant]]
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["enterprise_contact", "phone"], ["name", "home_address"]] }
items = { draw = "one_of", values = [3000, 6000, 20000, 60000] }
obtained_in = { draw = "one_of", values = ["none", "service"] }
public_status = { draw = "one_of", values = ["private", "lawfully_public", "self_public"], weights = [2, 2, 1] }
refused = { draw = "one_of", values = [false, true], weights = [4, 1] }
counts = { persons = { draw = "times", of = "dataset.d.items", by = 0.9 } }

[[variant.act]]
id = "a"
by = ["p"]
does = { draw = "one_of", values = ["sell", "provide"] }
dataset = "d"
on = 2025-03-01
to = ["x"]
consent = { draw = "one_of", values = ["no", "defective", "yes"], weights = [3, 2, 1] }
norm_protects = { draw = "one_of", values = [true, false], weights = [4, 1] }
gains = { draw = "one_of", values = [0, 3000, 8000] }
