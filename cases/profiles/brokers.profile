# Sellers of few and of many records, cheap and dear, and buyers for a business: a population for figures in yuan and for
# article 6. Nothing here is measured: round numbers.

[profile]
title = "brokers and buyers"

[[variant]]
weight = 3
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["name", "id_number"], ["transaction"], ["credit"]], weights = [4, 2, 2, 1] }
items = { draw = "one_of", values = [10, 30, 200, 450, 1500, 4000, 6000, 60000], weights = [3, 3, 2, 2, 2, 2, 1, 1] }
obtained_in = { draw = "one_of", values = ["none", "service"], weights = [4, 1] }
counts = { persons = { draw = "times", of = "dataset.d.items", by = 0.8 } }

[[variant.act]]
id = "bought"
by = ["p"]
does = "purchase"
dataset = "d"
on = 2025-02-01
gains = 0

[[variant.act]]
id = "sold"
by = ["p"]
does = "sell"
dataset = "d"
on = 2025-03-01
to = ["x"]
gains = { draw = "one_of", values = [900, 3000, 4900, 6000, 9000, 15000, 40000, 90000] }
cost = { draw = "one_of", values = [0, 500, 2000] }

[[variant]]
weight = 2
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["name", "id_number", "phone"], ["transaction"]], weights = [3, 3, 1] }
items = { draw = "one_of", values = [3000, 8000, 30000, 160000] }
counts = { persons = { draw = "times", of = "dataset.d.items", by = 0.9 } }

[[variant.act]]
id = "a"
by = ["p"]
does = "purchase"
dataset = "d"
on = 2025-03-01
purpose = "business"
business = "lawful"
profit = { draw = "one_of", values = [5000, 20000, 40000, 60000, 90000, 150000] }
