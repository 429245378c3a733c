"""The paper's addresses with that of translations."""

from django.urls import path

from octavo.site.urls import urlpatterns as paper
from octavo.web.views.translate import translate

urlpatterns = [path("article/<int:pk>/translate", translate, name="translate"), *paper]
