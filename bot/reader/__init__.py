"""A small trained model that reads a question together with sentences and says how well each answers it."""
