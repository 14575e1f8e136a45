# Positions of persons and vehicles, counted in rows, in days and in persons: a population for the unit of count. Nothing
# here is measured: round numbers on both sides of fifty.

[profile]
title = "trackers"

[[variant]]
weight = 3
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = ["whereabouts"]
items = { draw = "one_of", values = [12, 48, 60, 240, 600, 8640] }
obtained_in = "none"
counts = { persons = { draw = "one_of", values = [1, 2, 12] }, days = { draw = "one_of", values = [1, 12, 30, 60, 90] }, sets = { draw = "one_of", values = [1, 2, 12] } }

[[variant.act]]
id = "a"
by = ["p"]
does = "track"
dataset = "d"
on = 2025-03-01

# Looked up and sold to somebody, one line for each person.
[[variant]]
weight = 1
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = ["whereabouts"]
items = { draw = "one_of", values = [10, 40, 55, 120, 700] }
obtained_in = { draw = "one_of", values = ["none", "service"] }
counts = { persons = { draw = "times", of = "dataset.d.items", by = 1 }, days = { draw = "times", of = "dataset.d.items", by = 1 }, sets = { draw = "times", of = "dataset.d.items", by = 1 } }

[[variant.act]]
id = "a"
by = ["p"]
does = "sell"
dataset = "d"
on = 2025-03-01
to = ["x"]
gains = { draw = "one_of", values = [500, 3000, 8000] }
