"""A graph to read: static pages of articles with their statements marked, actors, meetings, who speaks to whom.

``reading`` takes from the store what ``model`` describes, drawing modules turn it into SVG, ``pages`` fills the
templates, ``writing`` replaces a folder by the pages as a whole.
"""
